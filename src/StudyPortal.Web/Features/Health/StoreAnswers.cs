using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

internal sealed class StoreAnswers(ReadStorageHealth readStorage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await readStorage.ExecuteAsync(cancellationToken) is { IsFull: true }
            ? HealthCheckResult.Unhealthy("The disk that holds the data is full.")
            : HealthCheckResult.Healthy();
}
