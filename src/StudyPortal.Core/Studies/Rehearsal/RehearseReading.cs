using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>
/// The second half of the leak test: a study is read through to its end in an empty portal of its own, before anybody reads it, and
/// everything that its reader received is searched for what tells one arm from another.
/// </summary>
/// <param name="databases">Where the study is.</param>
/// <param name="root">Holds the empty portal while it runs.</param>
/// <param name="blobs">Images and maps; only read.</param>
/// <param name="clock">For the copy's time of opening.</param>
/// <param name="rehearsals">The web host's; none in a process without one.</param>
public sealed class RehearseReading(
    IDbContextFactory<PortalDb> databases, DataRoot root, BlobStore blobs, TimeProvider clock, IEnumerable<IReadingRehearsal> rehearsals)
{
    /// <summary>Begins the names of the folders of rehearsals below the work folder.</summary>
    internal const string FolderPrefix = "rehearsal-";

    private readonly IReadingRehearsal? _rehearsal = rehearsals.SingleOrDefault();

    /// <param name="study">A draft or in pilot.</param>
    /// <param name="progress">Told after each place.</param>
    /// <param name="cancellationToken">Stops between two places.</param>
    /// <returns>Refused with what tells the arms apart.</returns>
    public async Task<StudyOutcome> ExecuteAsync(StudyId study, IProgress<FilesProgress>? progress, CancellationToken cancellationToken) =>
        await ReadAsync(study, progress, cancellationToken) switch
        {
            null => StudyChange.Refused("The reading can be rehearsed once all maps are there."),
            { Leaks.Count: > 0 } leaking => new StudyOutcome.Refused(leaking.Leaks),
            _ => new StudyOutcome.Done(study),
        };

    /// <returns>Null where there is nothing to rehearse: no web host, a study that a program reads, or one whose maps are not all there.</returns>
    internal async Task<RehearsalVerdict?> ReadAsync(StudyId id, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        if (_rehearsal is null) return null;
        var folder = Path.Combine(root.Work, FolderPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            if (await PrepareAsync(id, folder, cancellationToken) is not { } study) return null;
            var received = await _rehearsal.ReadAsync(study, progress, cancellationToken);
            return new RehearsalVerdict(study.Items.Select(item => item.SaliencyMapId).ToHashSet(), received.Places.Count, ReceivedLeaks.Find(study, received));
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidOperationException)
        {
            return new RehearsalVerdict(new HashSet<SaliencyMapId>(), 0, [$"The reading could not be rehearsed: {failure.Message}"]);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<RehearsedStudy?> PrepareAsync(StudyId id, string folder, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (study is null or { IsSimulated: true }) return null;
        var maps = await StudyMaps.FindAsync(db, study, cancellationToken);
        if (maps.Missing.Count > 0) return null;
        var files = await StudyFile.ListAsync(db, study, maps, cancellationToken);
        Link(files.Select(file => file.Hash), new BlobStore(new DataRoot(folder), BlobKeys.None));
        return await RehearsedStudy.ReadAsync(db, study, maps, folder, clock.GetUtcNow().UtcDateTime, cancellationToken);
    }

    private void Link(IEnumerable<BlobHash> files, BlobStore empty)
    {
        foreach (var hash in files.Distinct())
        {
            var link = empty.PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            if (OperatingSystem.IsWindows()) File.Copy(blobs.PathOf(hash), link);
            else File.CreateSymbolicLink(link, blobs.PathOf(hash));
        }
    }
}

/// <summary>How a rehearsal went.</summary>
/// <param name="Maps">Those that were looked at.</param>
/// <param name="Places">How many places were read.</param>
/// <param name="Leaks">What tells arms apart, each with what to do; empty when nothing does.</param>
internal sealed record RehearsalVerdict(IReadOnlySet<SaliencyMapId> Maps, int Places, IReadOnlyList<string> Leaks);
