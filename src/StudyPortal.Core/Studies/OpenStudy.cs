using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Studies;

/// <summary>Begins the reading of a draft, whose items are fixed by it, or of a study in pilot, whose items are; every reader's order is stored.</summary>
public sealed class OpenStudy(FreezeStudy freeze)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken) =>
        ExecuteAsync(study, actor, progress: null, cancellationToken);

    /// <param name="study">A draft, or in pilot.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Told after each file that is hashed again.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, IProgress<FilesProgress>? progress, CancellationToken cancellationToken) =>
        OpenAsync(study, new StudyAudit(actor, "studies.opened"), progress, cancellationToken);

    private Task<StudyOutcome> OpenAsync(StudyId study, StudyAudit audit, IProgress<FilesProgress>? progress, CancellationToken cancellationToken) =>
        freeze.ExecuteAsync(study, StudyState.Open, audit, found =>
        {
            if (found.PlanJson is { } plan) audit.Details = $"analysis plan {PlanDetails.HashOf(plan)}";
            return null;
        }, progress, cancellationToken);
}
