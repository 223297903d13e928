using System.Globalization;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Reports;

/// <summary>What a person reads who waits for a report.</summary>
public static class ReportMaking
{
    private const double EnoughToTell = 0.1;

    /// <summary>"Making the report: agreement, 40 % · about 5 s left"; the time once a tenth is done.</summary>
    public static string Text(ReportProgress? progress, TimeSpan elapsed) => progress switch
    {
        null => "Making the report: reading the data",
        { Share: >= EnoughToTell } => $"{Told(progress)} · about {JobWords.Span(elapsed * ((1 - progress.Share) / progress.Share))} left",
        _ => Told(progress),
    };

    public static string Share(ReportProgress? progress) => (progress?.Share ?? 0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Told(ReportProgress progress) => $"Making the report: {progress.Section}, {JobWords.Percent(progress.Share)}";
}
