using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Web.Features.Audit;

internal static class AuditFeature
{
    public static IServiceCollection AddAuditPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet("/audit/" + AuditFile.Name, Download).RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        return app;
    }

    /// <summary>Kept by no browser: the trail grows.</summary>
    private static PushStreamHttpResult Download(HttpResponse response, ExportAuditTrail export, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(target => export.ExecuteAsync(target, cancellationToken), AuditFile.MediaType, AuditFile.Name);
    }
}
