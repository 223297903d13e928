using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reports;

namespace StudyPortal.Web.Features.Reports;

/// <summary>The files of a report, each with the same bytes at every request.</summary>
internal static class ReportFileEndpoints
{
    private static readonly AuthorizationPolicy Allowed = new AuthorizationPolicyBuilder().RequireRole(Roles.Admin, Roles.Researcher).Build();

    public static IEndpointRouteBuilder MapReportFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{report:guid}/files/{name}", DownloadAsync).RequireAuthorization(Allowed);
        app.MapGet("/reports/{report:guid}/figures/{name}", ShowAsync).RequireAuthorization(Allowed);
        return app;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        Guid report, string name, DownloadReport download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(new ReportId(report), name, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFound>> ShowAsync(
        Guid report, string name, HttpResponse response, DownloadReport download, CancellationToken cancellationToken)
    {
        if (await download.ExecuteAsync(new ReportId(report), name, cancellationToken) is not { } file) return TypedResults.NotFound();
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, MaxAge = TimeSpan.FromHours(1) };
        return TypedResults.File(file.Content, file.MediaType);
    }
}
