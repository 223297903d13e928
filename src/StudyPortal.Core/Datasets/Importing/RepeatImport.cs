using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Asks once more for an import that was cancelled or failed; it goes on where it was.</summary>
public sealed class RepeatImport(IDbContextFactory<PortalDb> databases, StartImport start)
{
    public async Task<StartImportOutcome> ExecuteAsync(JobId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var job = await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.Kind == JobKind.Import, cancellationToken);
        if (job is not { State: JobState.Cancelled or JobState.Failed }) return new StartImportOutcome.Refused("Only an import that was cancelled or failed can be started again.");
        var request = JsonSerializer.Deserialize<ImportRequest>(job.RequestJson, PortalJson.Options) ?? throw new JsonException($"The request of job {id} is null.");
        return await start.ExecuteAsync(request, actor, cancellationToken);
    }
}
