using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Takes a reader out: from now on nothing of the study is shown to him and no rating of his is taken. What he rated stays.</summary>
public sealed class RemoveReader(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, StudyReaderId reader, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.reader-removed", $"reader {reader}");
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, now) => RemoveAsync(db, found, reader, now, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> RemoveAsync(
        PortalDb db, Study study, StudyReaderId reader, DateTime now, CancellationToken cancellationToken)
    {
        if (!StudyLifecycle.TakesReaders(study.State)) return [$"This study is {StudyLifecycle.Word(study.State)}; its readers are final."];
        var found = await db.Set<StudyReader>().SingleOrDefaultAsync(r => r.Id == reader && r.StudyId == study.Id, cancellationToken);
        if (found is null) return ["There is no such reader in this study."];
        found.RemovedUtc ??= now;
        return null;
    }
}
