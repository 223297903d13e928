using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Lets the readers of a paused study go on.</summary>
public sealed class ResumeStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.resumed");
        return StudyChange.RunAsync(databases, clock, study, audit, (_, found, now) => Task.FromResult(Resume(found, now)), cancellationToken);
    }

    private static IReadOnlyList<string>? Resume(Study study, DateTime atUtc) => study.State == StudyState.Paused
        ? study.MoveTo(StudyState.Open, atUtc)
        : [$"Only a paused study can be resumed; this one is {StudyLifecycle.Word(study.State)}."];
}
