using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>A trainer says that it is alive, and clears away those that it has followed or that were silent for a day.</summary>
public sealed class RecordTrainer(IDbContextFactory<PortalDb> databases, StorageSettings storage, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async Task ExecuteAsync(string host, int processId, DateTime startedUtc, TrainerActivity activity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var trainer = await db.Set<TrainerPresence>().SingleOrDefaultAsync(t => t.Host == host && t.ProcessId == processId, cancellationToken);
        if (trainer is null)
        {
            await ForgetAsync(db, host, now, cancellationToken);
            db.Add(trainer = new TrainerPresence { Host = host, ProcessId = processId });
        }

        (trainer.SoftwareVersion, trainer.StartedUtc, trainer.HeartbeatUtc) = (SoftwareVersion.Current, startedUtc, now);
        trainer.ActivityJson = JsonSerializer.Serialize(activity, PortalJson.Options);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Alone on its store a trainer follows whoever was there; among several it follows the silent ones of its own host.</summary>
    private Task<int> ForgetAsync(PortalDb db, string host, DateTime now, CancellationToken cancellationToken)
    {
        var (isShared, silent, old) = (storage.IsShared, now - ReadTrainers.Patience, now - Remembered);
        return db.Set<TrainerPresence>()
            .Where(t => !isShared || t.HeartbeatUtc < old || (t.Host == host && t.HeartbeatUtc < silent))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
