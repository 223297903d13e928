using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Rehearsal;

namespace StudyPortal.Core.Studies;

/// <summary>The part that a pilot and an opening share: hash the files, rehearse the reading, go through the checks, fix the items, order the readers.</summary>
public sealed class FreezeStudy(IDbContextFactory<PortalDb> databases, BlobStore blobs, VerifyStudyFiles verify, RehearseReading rehearse, TimeProvider clock)
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
        using var activity = PortalActivity.Start("study freeze")?.SetTag("study.id", id).SetTag("study.next", next.ToString());
        if (await RefusalAsync(id, next, cancellationToken) is { } early) return new StudyOutcome.Refused(early);
        if (await verify.VerifyAsync(id, audit.Actor, progress, cancellationToken) is not { } files) return StudyChange.Refused("There is no such study.");
        var rehearsal = files.Problems.Count > 0 ? null : await rehearse.ReadAsync(id, progress, cancellationToken);
        if (rehearsal is { Leaks.Count: > 0 }) return new StudyOutcome.Refused([.. rehearsal.Leaks.Select(leak => $"{OpeningCheck.Leaks}: {leak}")]);
        return await StudyChange.RunAsync(databases, clock, id, audit, async (db, study, now) =>
        {
            if (StudyLifecycle.Refusal(study.State, next) is { } refusal) return [refusal];
            if ((prepare(study) ?? await FreezeAsync(db, study, next, files, rehearsal, now, cancellationToken)) is { } reasons) return reasons;
            if (rehearsal is not null) audit.Details = string.Join("; ", ((string[])[audit.Details, $"{rehearsal.Places} places rehearsed, no leak"]).Where(part => part.Length > 0));
            return null;
        }, cancellationToken);
    }

    /// <summary>What can be said before the files are hashed, which takes long.</summary>
    private async Task<IReadOnlyList<string>?> RefusalAsync(StudyId id, StudyState next, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } study) return ["There is no such study."];
        if (StudyLifecycle.Refusal(study.State, next) is { } refusal) return [refusal];
        var failed = Failed(await OpeningChecks.RunAsync(new StudyUnderCheck(db, blobs, study, await StudyMaps.FindAsync(db, study, cancellationToken)), cancellationToken), exceptFiles: true);
        return failed.Count > 0 ? failed : null;
    }

    private static List<string> Failed(IReadOnlyList<OpeningCheck> checks, bool exceptFiles) =>
        [.. checks.Where(check => check.Passed == false && !(exceptFiles && check.Title == OpeningCheck.Files)).Select(check => $"{check.Title}: {check.Detail}")];

    private async Task<IReadOnlyList<string>?> FreezeAsync(
        PortalDb db, Study study, StudyState next, VerifiedFiles files, RehearsalVerdict? rehearsal, DateTime now, CancellationToken cancellationToken)
    {
        var maps = await StudyMaps.FindAsync(db, study, cancellationToken);
        var failed = Failed(await OpeningChecks.RunAsync(new StudyUnderCheck(db, blobs, study, maps), cancellationToken), exceptFiles: false);
        if (failed.Count > 0) return failed;
        if ((await StudyFile.ListAsync(db, study, maps, cancellationToken)).Any(file => !files.Sound.Contains(file.Hash))
            || (rehearsal is not null && maps.Found.Values.Any(map => !rehearsal.Maps.Contains(map))))
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
