using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Stops the reading until it is resumed; nothing is lost.</summary>
public sealed class PauseStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken) =>
        StudyChange.MoveAsync(databases, clock, study, StudyState.Paused, new StudyAudit(actor, "studies.paused"), cancellationToken);
}
