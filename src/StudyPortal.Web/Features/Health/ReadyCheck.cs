using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

/// <summary>One thing that must be right before this host can serve. To add one, derive from this and name it in <see cref="HealthFeature"/>.</summary>
internal abstract class ReadyCheck : IHealthCheck
{
    private Task<string?> _looking = Task.FromResult<string?>(null);

    /// <summary>The cause that anybody may read when the check itself fails: no path, no address, no secret.</summary>
    protected abstract string CauseOfFailure { get; }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_looking.IsCompleted) _looking = Task.Run(FindTroubleAsync, CancellationToken.None);
            return await _looking.WaitAsync(cancellationToken) is { } cause ? HealthCheckResult.Unhealthy(cause) : HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(CauseOfFailure);
        }
        catch (Exception failure)
        {
            return HealthCheckResult.Unhealthy(StorageFailure.Of(failure)?.Reason ?? CauseOfFailure, failure);
        }
    }

    /// <summary>May last longer than anybody waits, since a hung disk or server cannot be interrupted; the next who asks then waits for the same look.</summary>
    /// <returns>What is wrong, in words that anybody may read, or null.</returns>
    protected abstract Task<string?> FindTroubleAsync();
}
