using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The part that a pilot and an opening share: hash the files, go through the checks, fix the items, order the readers.</summary>
public sealed class FreezeStudy(IDbContextFactory<PortalDb> databases, BlobStore blobs, VerifyStudyFiles verify, TimeProvider clock)
{
    /// <param name="id">A draft, or for an opening also a study in pilot.</param>
    /// <param name="next">Pilot or open.</param>
    /// <param name="audit">Who and what, for the log.</param>
    /// <param name="prepare">Changes the study before its orders are made; returns why it is refused, or null.</param>
    /// <param name="progress">Told after each file hashed.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    internal async Task<StudyOutcome> ExecuteAsync(
        StudyId id, StudyState next, StudyAudit audit, Func<Study, IReadOnlyList<string>?> prepare, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(id, next, cancellationToken) is { } early) return StudyChange.Refused(early);
        if (await verify.VerifyAsync(id, audit.Actor, progress, cancellationToken) is not { } files) return StudyChange.Refused("There is no such study.");
        return await StudyChange.RunAsync(databases, clock, id, audit, async (db, study, now) =>
            StudyLifecycle.Refusal(study.State, next) is { } refusal ? [refusal]
            : prepare(study) ?? await FreezeAsync(db, study, next, files, now, cancellationToken), cancellationToken);
    }

    private async Task<string?> RefusalAsync(StudyId id, StudyState next, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var state = await db.Set<Study>().Where(s => s.Id == id).Select(s => (StudyState?)s.State).SingleOrDefaultAsync(cancellationToken);
        return state is { } now ? StudyLifecycle.Refusal(now, next) : "There is no such study.";
    }

    private async Task<IReadOnlyList<string>?> FreezeAsync(
        PortalDb db, Study study, StudyState next, VerifiedFiles files, DateTime now, CancellationToken cancellationToken)
    {
        var maps = await StudyMaps.FindAsync(db, study, cancellationToken);
        var checks = await OpeningChecks.RunAsync(new StudyUnderCheck(db, blobs, study, maps), cancellationToken);
        var failed = checks.Where(c => c.Passed == false).Select(c => $"{c.Title}: {c.Detail}").ToList();
        if (failed.Count > 0) return failed;
        if ((await StudyFile.ListAsync(db, study, maps, cancellationToken)).Any(file => !files.Sound.Contains(file.Hash)))
            return ["Maps of this study were made again while its files were verified. Try once more."];

        var isFrozen = StudyLifecycle.IsFrozen(study.State);
        var frozen = isFrozen ? await FrozenDesign.ReadAsync(db, study, cancellationToken) : await FrozenDesign.FixAsync(db, study, maps, cancellationToken);
        if (!isFrozen) db.AddRange(frozen.Items);
        foreach (var reader in await db.Set<StudyReader>().Where(r => r.StudyId == study.Id && r.RemovedUtc == null).ToListAsync(cancellationToken))
        {
            db.AddRange(frozen.OrderOf(study, reader, isPilot: next == StudyState.Pilot));
            reader.BeginAgain();
        }
        return study.MoveTo(next, now);
    }
}
