using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Ends the reading for good; the ratings are then final.</summary>
public sealed class CloseStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken) =>
        StudyChange.MoveAsync(databases, clock, study, StudyState.Closed, new StudyAudit(actor, "studies.closed"), cancellationToken);
}
