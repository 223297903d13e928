using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Hashes every image and map of a study again and keeps the verdict with its time. No lock is held meanwhile.</summary>
public sealed class VerifyStudyFiles(IDbContextFactory<PortalDb> databases, BlobStore blobs, TimeProvider clock)
{
    private const int NamedAtMost = 10;

    /// <param name="study">Which one.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Told after each file; null where nobody waits.</param>
    /// <param name="cancellationToken">Stops between two files; nothing is kept then.</param>
    /// <returns>Refused with the broken files, by case and arm.</returns>
    public async Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        if (await VerifyAsync(study, actor, progress, cancellationToken) is not { } verified) return StudyChange.Refused("There is no such study.");
        return verified.Problems.Count == 0 ? new StudyOutcome.Done(study) : new StudyOutcome.Refused(verified.Problems);
    }

    /// <summary>Null when there is no such study.</summary>
    internal async Task<VerifiedFiles?> VerifyAsync(StudyId study, string actor, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        if (await FilesAsync(study, cancellationToken) is not { } files) return null;
        var sound = new HashSet<BlobHash>();
        var broken = new List<string>();
        foreach (var (file, index) in files.Select((file, index) => (file, index)))
        {
            if (sound.Contains(file.Hash) || await ProblemAsync(file, cancellationToken) is not { } problem) sound.Add(file.Hash);
            else broken.Add(problem);
            progress?.Report(new FilesProgress(index + 1, files.Count));
        }

        var verdict = broken.Count == 0 ? $"{files.Count} files verified" : Named(broken);
        await KeepAsync(study, actor, broken.Count == 0, verdict, cancellationToken);
        return new VerifiedFiles(sound, broken);
    }

    private async Task<IReadOnlyList<StudyFile>?> FilesAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } study) return null;
        return await StudyFile.ListAsync(db, study, await StudyMaps.FindAsync(db, study, cancellationToken), cancellationToken);
    }

    private async Task<string?> ProblemAsync(StudyFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await blobs.OpenAsync(file.Hash, cancellationToken);
            return null;
        }
        catch (IOException failure)
        {
            return $"{char.ToUpperInvariant(file.What[0])}{file.What[1..]}: {failure.Message}";
        }
    }

    private Task<StudyOutcome> KeepAsync(StudyId study, string actor, bool areSound, string verdict, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.files-verified", verdict);
        return StudyChange.RunAsync(databases, clock, study, audit, (_, found, now) =>
        {
            (found.FilesVerifiedUtc, found.AreFilesSound, found.FilesVerdict) = (now, areSound, verdict);
            return Task.FromResult<IReadOnlyList<string>?>(null);
        }, cancellationToken);
    }

    private static string Named(List<string> broken) => broken.Count <= NamedAtMost
        ? string.Join(" ", broken)
        : $"{string.Join(" ", broken.Take(NamedAtMost))} And {broken.Count - NamedAtMost} more.";
}

/// <summary>How far the looking through of a study is.</summary>
/// <param name="Done">Files hashed again, or places rehearsed.</param>
/// <param name="Total">How many there are.</param>
/// <param name="IsRehearsal">Whether places are counted.</param>
public sealed record FilesProgress(int Done, int Total, bool IsRehearsal = false);

/// <summary>What a verification found.</summary>
internal sealed record VerifiedFiles(IReadOnlySet<BlobHash> Sound, IReadOnlyList<string> Problems);
