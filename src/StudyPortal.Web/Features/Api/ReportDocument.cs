using StudyPortal.Core.Reports;

namespace StudyPortal.Web.Features.Api;

/// <summary>A report: what it was computed from, what can be downloaded of it.</summary>
/// <param name="StudyId">The study that it is of.</param>
/// <param name="AnalysisSet">SHA-256 of the frozen data.</param>
/// <param name="Results">SHA-256 of the results.</param>
/// <param name="SoftwareVersion">Of the software that computed it.</param>
internal sealed record ReportDocument(
    Guid Id, Guid StudyId, string Study, bool IsSynthetic, bool IsSimulated, DateTime CreatedUtc, string AnalysisSet, string Results, string SoftwareVersion,
    IReadOnlyList<ReportFileDocument> Files)
{
    public static ReportDocument Of(ReportDetails report) => new(
        report.Id.Value, report.Results.Study.Id, report.Results.Study.Name, report.Results.Study.IsSynthetic, report.Results.Study.IsSimulated,
        report.CreatedUtc, report.AnalysisSetHash.Value, report.ResultsHash.Value, report.Results.SoftwareVersion,
        [.. report.Files.Select(file => new ReportFileDocument(file.Name, file.Content, $"{ApiFeature.Root}/reports/{report.Id}/files/{Uri.EscapeDataString(file.Name)}"))]);
}

/// <param name="Content">What is in it.</param>
/// <param name="Address">Where it is downloaded.</param>
internal sealed record ReportFileDocument(string Name, string Content, string Address);
