using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Templates;

namespace StudyPortal.Web.Features.Studies;

/// <summary>The template of a study as a file; for administrators, since it names the models.</summary>
internal static class StudyTemplateEndpoints
{
    public static IEndpointRouteBuilder MapStudyTemplates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/studies/{study:guid}/template", DownloadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        return app;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(Guid study, ExportTemplate export, CancellationToken cancellationToken) =>
        await export.ExecuteAsync(StudyId.From(study), cancellationToken) is { } file
            ? TypedResults.File(file.Content, "application/json", file.Name)
            : TypedResults.NotFound();
}
