using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Rehearsal;

namespace StudyPortal.Core.Jobs;

/// <summary>Removes what killed processes left behind: blobs half-written and rehearsals begun more than a day ago, the folders of jobs that are over, imports that were given up, and pixels that were replaced for the text in them.</summary>
public sealed class SweepLeftovers(IDbContextFactory<PortalDb> databases, DataRoot root, SweepImports imports, DiscardRetiredBlobs retired, TimeProvider clock)
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    /// <summary>Only for the one trainer of this data root, before it takes a job.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var abandoned = clock.GetUtcNow().UtcDateTime - LongestUpload;
        foreach (var file in new DirectoryInfo(root.Incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < abandoned)) file.Delete();

        await retired.ExecuteAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Job>().Where(job => job.State == JobState.Queued || job.State == JobState.Running).Select(job => job.Id).ToListAsync(cancellationToken);
        foreach (var folder in new DirectoryInfo(root.Work).EnumerateDirectories())
            if (Guid.TryParse(folder.Name, out var job) ? !open.Contains(JobId.From(job)) : IsAbandoned(folder, abandoned)) folder.Delete(recursive: true);
        await imports.ExecuteAsync(open, cancellationToken);
    }

    private static bool IsAbandoned(DirectoryInfo folder, DateTime before) =>
        folder.Name.StartsWith(RehearseReading.FolderPrefix, StringComparison.Ordinal) && folder.LastWriteTimeUtc < before;
}
