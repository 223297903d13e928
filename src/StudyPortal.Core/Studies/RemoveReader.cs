using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Takes a reader out: from now on nothing of the study is shown to him and no rating of his is taken. What he rated stays.</summary>
public sealed class RemoveReader(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, StudyReaderId reader, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(clock.GetUtcNow().UtcDateTime, actor, "studies.reader-removed", $"reader {reader}");
        return StudyChange.RunAsync(databases, study, audit, (db, _) => RemoveAsync(db, study, reader, audit.AtUtc, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> RemoveAsync(
        PortalDb db, StudyId study, StudyReaderId reader, DateTime now, CancellationToken cancellationToken)
    {
        var found = await db.Set<StudyReader>().SingleOrDefaultAsync(r => r.Id == reader && r.StudyId == study, cancellationToken);
        if (found is null) return ["There is no such reader in this study."];
        found.RemovedUtc ??= now;
        return null;
    }
}
