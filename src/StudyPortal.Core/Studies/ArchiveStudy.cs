using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Puts a closed study away, or abandons one in pilot; nothing of it is deleted, and it cannot be taken up again.</summary>
public sealed class ArchiveStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken) =>
        StudyChange.MoveAsync(databases, clock, study, StudyState.Archived, new StudyAudit(actor, "studies.archived"), cancellationToken);
}
