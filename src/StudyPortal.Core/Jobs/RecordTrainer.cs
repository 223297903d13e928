using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>A trainer says that it is alive.</summary>
public sealed class RecordTrainer(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task ExecuteAsync(string host, int processId, DateTime startedUtc, TrainerActivity activity, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var trainer = await db.Set<TrainerPresence>().SingleOrDefaultAsync(t => t.Host == host, cancellationToken);
        if (trainer is null) db.Add(trainer = new TrainerPresence { Host = host });
        (trainer.ProcessId, trainer.SoftwareVersion, trainer.StartedUtc, trainer.HeartbeatUtc) =
            (processId, SoftwareVersion.Current, startedUtc, clock.GetUtcNow().UtcDateTime);
        trainer.ActivityJson = JsonSerializer.Serialize(activity, PortalJson.Options);
        await db.SaveChangesAsync(cancellationToken);
    }
}
