using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Rehearsal;

namespace StudyPortal.Core.Jobs;

/// <summary>Removes what killed processes left behind: blobs half-written and rehearsals begun more than a day ago, the folders of jobs that are over, imports that were given up, and pixels that were replaced for the text in them.</summary>
public sealed class SweepLeftovers(IDbContextFactory<PortalDb> databases, DataRoot root, StorageSettings storage, ReadTrainers trainers, SweepImports imports, DiscardRetiredBlobs retired, TimeProvider clock)
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    /// <summary>For a trainer that starts. Where others are at work on the same data root, only what was abandoned for a day goes.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var abandoned = clock.GetUtcNow().UtcDateTime - LongestUpload;
        foreach (var file in new DirectoryInfo(root.Incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < abandoned)) file.Delete();

        // What others are just storing has no row yet, and would look like a leftover.
        if (storage.IsShared && (await trainers.ExecuteAsync(cancellationToken)).Any(trainer => trainer.IsAlive)) return;
        await retired.ExecuteAsync(cancellationToken);
        // Listed before the jobs that they may belong to.
        var folders = new DirectoryInfo(root.Work).GetDirectories();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Job>().Where(job => job.State == JobState.Queued || job.State == JobState.Running).Select(job => job.Id).ToListAsync(cancellationToken);
        foreach (var folder in folders)
            if (Guid.TryParse(folder.Name, out var job) ? !open.Contains(JobId.From(job)) : IsAbandoned(folder, abandoned)) folder.Delete(recursive: true);
        await imports.ExecuteAsync(open, cancellationToken);
    }

    private static bool IsAbandoned(DirectoryInfo folder, DateTime before) =>
        folder.Name.StartsWith(RehearseReading.FolderPrefix, StringComparison.Ordinal) && folder.LastWriteTimeUtc < before;
}
