using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Deletes a study that nobody has read yet, with its questions, arms and readers; its audit events stay.</summary>
public sealed class DeleteDraft(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.draft-deleted");
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, _) => Task.FromResult(Delete(db, found, audit)), cancellationToken);
    }

    private static IReadOnlyList<string>? Delete(PortalDb db, Study study, StudyAudit audit)
    {
        if (study.State != StudyState.Draft) return [$"Only a draft can be deleted; this study is {StudyLifecycle.Word(study.State)}. Archive it instead."];
        audit.Details = study.Name;
        db.Remove(study);
        return null;
    }
}
