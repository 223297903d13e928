using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

internal sealed class StoreAnswers(ReadStorageHealth readStorage, Troubles troubles) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await readStorage.ExecuteAsync(cancellationToken) is { IsFull: true }) return HealthCheckResult.Unhealthy("The disk that holds the data is full.");
        // That of a full disk was just looked at.
        return troubles.Open.FirstOrDefault(trouble => trouble.StopsRatings && !trouble.IsFullDisk) is { } trouble ? HealthCheckResult.Unhealthy(trouble.Cause) : HealthCheckResult.Healthy();
    }
}
