using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Freezes a draft: its items are fixed, every reader's order is stored, and the reading begins.</summary>
public sealed class OpenStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(clock.GetUtcNow().UtcDateTime, actor, "studies.opened");
        return StudyChange.RunAsync(databases, study, audit, (db, found) => OpenAsync(db, found, audit.AtUtc, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> OpenAsync(PortalDb db, Study study, DateTime now, CancellationToken cancellationToken)
    {
        if (StudyLifecycle.IsFrozen(study.State)) return [$"This study is already {StudyLifecycle.Word(study.State)}."];
        var arms = await db.Set<StudyArm>().Where(a => a.StudyId == study.Id).OrderBy(a => a.Ordinal).ToListAsync(cancellationToken);
        var readers = await db.Set<StudyReader>().Where(r => r.StudyId == study.Id && r.RemovedUtc == null).ToListAsync(cancellationToken);
        var planned = PlannedItem.Of(study, arms);
        var maps = await StudyMaps.FindAsync(db, planned, cancellationToken);
        var failed = OpeningCheck.Of(readers.Count, maps).Where(c => !c.Passed).Select(c => $"{c.Title}: {c.Detail}").ToList();
        if (failed.Count > 0) return failed;

        var items = planned.Select(item => item.ToItem(study.Id, maps.Found[item.Map])).ToList();
        db.AddRange(items);
        foreach (var reader in readers) db.AddRange(StoredOrder.For(study, arms, items, reader));
        return study.MoveTo(StudyState.Open, now);
    }
}
