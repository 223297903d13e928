using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Deletes a study that nobody has read yet, with its questions, arms and readers; its audit events stay.</summary>
public sealed class DeleteDraft(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var name = await db.Set<Study>().Where(s => s.Id == study).Select(s => s.Name).SingleOrDefaultAsync(cancellationToken);
        var audit = new StudyAudit(actor, "studies.draft-deleted", name ?? "");
        return await StudyChange.RunAsync(databases, clock, study, audit, (inside, found, _) => Task.FromResult(Delete(inside, found)), cancellationToken);
    }

    private static IReadOnlyList<string>? Delete(PortalDb db, Study study)
    {
        if (study.State != StudyState.Draft) return [$"Only a draft can be deleted; this study is {StudyLifecycle.Word(study.State)}. Archive it instead."];
        db.Remove(study);
        return null;
    }
}
