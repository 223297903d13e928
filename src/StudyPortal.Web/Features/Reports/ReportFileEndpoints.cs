using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Figures;

namespace StudyPortal.Web.Features.Reports;

/// <summary>The files of a report, each with the same bytes at every request.</summary>
internal static class ReportFileEndpoints
{
    private static readonly AuthorizationPolicy Allowed = new AuthorizationPolicyBuilder().RequireRole(Roles.Admin, Roles.Researcher).Build();

    public static IEndpointRouteBuilder MapReportFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{report:guid}/files/{name}", DownloadAsync).RequireAuthorization(Allowed);
        app.MapGet("/reports/{report:guid}/figures/{name}", ShowAsync).RequireAuthorization(Allowed);
        app.MapGet("/reports/{report:guid}/" + ExportIdentities.Name, NameReadersAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        return app;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        Guid report, string name, DownloadReport download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(new ReportId(report), name, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : TypedResults.NotFound();

    /// <summary>Without a query as designed; with <c>format</c>, <c>width</c>, <c>height</c> (inches) and <c>dpi</c> as wanted. Who names a format gets a file to keep.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound, ContentHttpResult>> ShowAsync(
        Guid report, string name, string? format, string? width, string? height, string? dpi, HttpResponse response, DownloadReport download, CancellationToken cancellationToken)
    {
        try
        {
            var request = FigureRequest.Read(format, width, height, dpi);
            if (await download.FigureAsync(new ReportId(report), name, request, cancellationToken) is not { } file) return TypedResults.NotFound();
            response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, MaxAge = TimeSpan.FromHours(1) };
            return TypedResults.File(file.Content, file.MediaType, request.Format is null ? null : file.Name);
        }
        catch (FigureException impossible)
        {
            return TypedResults.Text(impossible.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Kept by no browser.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> NameReadersAsync(
        Guid report, ClaimsPrincipal user, HttpResponse response, ExportIdentities export, CancellationToken cancellationToken)
    {
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { NoStore = true };
        return await export.ExecuteAsync(new ReportId(report), user.Identity?.Name ?? "", cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : TypedResults.NotFound();
    }
}
