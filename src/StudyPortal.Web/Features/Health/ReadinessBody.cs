using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace StudyPortal.Web.Features.Health;

/// <summary>What anybody is told of the host's state.</summary>
/// <param name="Status">ready, or not ready.</param>
internal sealed record ReadinessBody(string Status, IReadOnlyList<ReadinessBody.Check> Checks)
{
    public static ReadinessBody Of(HealthReport report) =>
        new(Word(report.Status), [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Check(entry.Key, Word(entry.Value.Status), CauseOf(entry.Value)))]);

    public static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ready" : "not ready";

    /// <summary>The message of an exception may hold a path or a secret: it is for the administrator's page.</summary>
    public static string? CauseOf(HealthReportEntry entry) =>
        entry.Exception is { } failure && entry.Description == failure.Message ? "The check itself failed." : entry.Description;

    internal sealed record Check(string Name, string Status, string? Cause);
}
