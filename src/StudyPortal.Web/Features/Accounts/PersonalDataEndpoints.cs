using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>All that the portal holds of a person: for the person, and for an administrator.</summary>
internal static class PersonalDataEndpoints
{
    public const string Own = "/account/data/download";

    public static IEndpointRouteBuilder MapPersonalData(this IEndpointRouteBuilder app)
    {
        app.MapGet(Own, (ClaimsPrincipal user, ExportPerson export, CancellationToken cancellationToken) => FileAsync(user.AccountId(), user, export, cancellationToken));
        app.MapGet("/admin/users/{account:guid}/data", FileAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        return app;
    }

    public static string Of(Guid account) => $"/admin/users/{account}/data";

    private static async Task<Results<FileContentHttpResult, NotFound>> FileAsync(
        Guid account, ClaimsPrincipal user, ExportPerson export, CancellationToken cancellationToken) =>
        await export.ExecuteAsync(account, user.Identity?.Name ?? "", cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : TypedResults.NotFound();
}
