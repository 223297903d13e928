using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Who could take a job now: the trainers that work on this portal or were heard within a day, the most recently heard first.</summary>
public sealed class ReadTrainers(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<TrainerStatus>> ExecuteAsync(CancellationToken cancellationToken)
    {
        // One from the future was written before the clock was set back.
        var (since, until) = (clock.GetUtcNow().UtcDateTime - Patience, clock.GetUtcNow().UtcDateTime + Patience);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var trainers = await db.Set<TrainerPresence>().AsNoTracking().OrderByDescending(t => t.HeartbeatUtc).ToListAsync(cancellationToken);
        return [.. trainers.Select(t => new TrainerStatus(t.Host, t.ProcessId, t.SoftwareVersion, t.StartedUtc, t.HeartbeatUtc, t.HeartbeatUtc >= since && t.HeartbeatUtc <= until, ActivityOf(t)))];
    }

    private static TrainerActivity ActivityOf(TrainerPresence trainer) =>
        trainer.ActivityJson.Length == 0 ? TrainerActivity.None : JsonSerializer.Deserialize<TrainerActivity>(trainer.ActivityJson, PortalJson.Options) ?? TrainerActivity.None;
}
