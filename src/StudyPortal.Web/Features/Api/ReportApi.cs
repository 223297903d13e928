using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Api;

/// <summary>Reports of closed studies, with every file of theirs.</summary>
internal static class ReportApi
{
    private const string Tag = "Reports";
    private const string ResultsFile = "results.json";

    public static RouteGroupBuilder MapReportApi(this RouteGroupBuilder api)
    {
        api.MapGet("/reports", ListAsync).Told(Tag, "listReports", "The closed studies with their newest report, last closed first");
        api.MapGet("/reports/{report:guid}", ReadAsync).ProducesProblem(404)
            .Told(Tag, "readReport", "One report", "Its hashes, and the addresses of its files.");
        api.MapGet("/reports/{report:guid}/results", ResultsAsync).ProducesProblem(404).Produces<ReportResults>()
            .Told(Tag, "readResults", "Every number of a report", "The same bytes at every request.");
        api.MapGet("/reports/{report:guid}/files/{name}", FileAsync).ProducesProblem(404).Produces<Stream>(200, "application/octet-stream")
            .Told(Tag, "downloadReportFile", "A file of a report", "By the names that the report lists; each has the same bytes at every request.");
        api.MapGet("/reports/{report:guid}/figures/{name}", FigureAsync).ProducesProblem(404).ProducesProblem(400).Produces<Stream>(200, "application/octet-stream")
            .Told(Tag, "downloadFigure", "A figure of a report in a format and size of one's own", "By its name with an ending, or without one where a format is asked for.");
        api.MapGet("/reports/{report:guid}/bundle", BundleAsync).ProducesProblem(404).Produces<Stream>(200, "application/zip")
            .Told(Tag, "downloadBundle", "Everything of a report in one archive", "With a list of SHA-256 and a data dictionary.");
        return api;
    }

    /// <summary>Not among what is only read.</summary>
    public static RouteGroupBuilder MapMakingOfReports(this RouteGroupBuilder api)
    {
        api.MapPost("/studies/{study:guid}/report", MakeAsync).Require(ApiRight.MakeReports).ProducesProblem(404).ProducesProblem(409)
            .Told(Tag, "makeReport", "Make the report of a closed study",
                "Answers when it is computed, usually within seconds. For the same data and version of the software it is the report that is there already, so asking again after a broken line does no harm.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<ReportRow>>> ListAsync(ListReports reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ExecuteAsync(cancellationToken));

    private static async Task<Results<Ok<ReportDocument>, ProblemHttpResult>> ReadAsync(Guid report, ReadReport reports, CancellationToken cancellationToken) =>
        await reports.ExecuteAsync(new ReportId(report), cancellationToken) is { } found ? TypedResults.Ok(ReportDocument.Of(found)) : ApiProblems.NotFound("report");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ResultsAsync(Guid report, DownloadReport download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(new ReportId(report), ResultsFile, cancellationToken) is { } file
            ? TypedResults.Bytes(file.Content, file.MediaType)
            : ApiProblems.NotFound("report");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        Guid report, string name, DownloadReport download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(new ReportId(report), name, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : ApiProblems.NotFound("report, or it has no such file");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FigureAsync(
        Guid report, string name,
        [Description("svg, png or pdf; by the ending of the name when left out.")] string? format,
        [Description("Inches; as designed when left out.")] string? width,
        [Description("Inches; as designed when left out.")] string? height,
        [Description("Dots per inch of a PNG; 300 when left out.")] string? dpi,
        DownloadReport download, CancellationToken cancellationToken)
    {
        try
        {
            var request = FigureRequest.Read(format, width, height, dpi);
            return await download.FigureAsync(new ReportId(report), name, request, cancellationToken) is { } file
                ? TypedResults.File(file.Content, file.MediaType, file.Name)
                : ApiProblems.NotFound("report, or it has no such figure");
        }
        catch (FigureException impossible)
        {
            return ApiProblems.Refused(impossible.Message);
        }
    }

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> BundleAsync(Guid report, DownloadReport download, CancellationToken cancellationToken) =>
        FileAsync(report, DownloadReport.Bundle, download, cancellationToken);

    private static async Task<Results<Ok<ReportDocument>, ProblemHttpResult>> MakeAsync(
        Guid study, HttpContext http, ReadStudy studies, CreateReport create, ReadReport reports, CancellationToken cancellationToken)
    {
        if (await studies.ExecuteAsync(StudyId.From(study), cancellationToken) is not { } found) return ApiProblems.NotFound("study");
        if (found.State is not (StudyState.Closed or StudyState.Archived)) return ApiProblems.Conflict($"The study is {found.State}; a report is made once it is closed.");
        var report = await create.ExecuteAsync(found.Id, http.User.Identity!.Name!, cancellationToken);
        return TypedResults.Ok(ReportDocument.Of((await reports.ExecuteAsync(report, cancellationToken))!));
    }
}
