using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

/// <summary>Whether this host can serve. Asked by anybody and often, so that one answer stands for a second.</summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider clock, ILogger<Readiness> log) : IDisposable
{
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private (HealthReport Report, long At)? _last;

    public async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && clock.GetElapsedTime(last.At) < Stands) return last.Report;
            var report = await checks.CheckHealthAsync(cancellationToken);
            // A check takes the end of its time and of the request alike.
            cancellationToken.ThrowIfCancellationRequested();
            TellChanges(report);
            _last = (report, clock.GetTimestamp());
            return report;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Each cause once when it comes and once when it goes, however often somebody asks.</summary>
    private void TellChanges(HealthReport report)
    {
        foreach (var (name, check) in report.Entries)
        {
            var before = _last?.Report.Entries.GetValueOrDefault(name).Status ?? HealthStatus.Healthy;
            if (check.Status == before) continue;
            if (check.Status == HealthStatus.Healthy) log.LogInformation("This host can serve again: {Check} is sound", name);
            else log.LogError("This host is not ready: {Check}: {Cause} {Places}", name, ReadinessBody.CauseOf(check), check.Exception is { } failure ? FailureTrace.Of(failure) : "");
        }
    }
}
