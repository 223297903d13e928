using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Who could take a job now: the trainers that work on this portal or were heard within a day, the most recently heard first.</summary>
public sealed class ReadTrainers(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<TrainerStatus>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - Patience;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<TrainerPresence>().AsNoTracking()
            .OrderByDescending(t => t.HeartbeatUtc)
            .Select(t => new TrainerStatus(t.Host, t.ProcessId, t.Devices, t.SoftwareVersion, t.StartedUtc, t.HeartbeatUtc, t.HeartbeatUtc >= since))
            .ToListAsync(cancellationToken);
    }
}
