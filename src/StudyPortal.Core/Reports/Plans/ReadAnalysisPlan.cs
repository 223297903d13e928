using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Plans;

/// <summary>The analysis plan of one study.</summary>
public sealed class ReadAnalysisPlan(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null where none is registered, or there is no such study.</summary>
    /// <exception cref="InvalidDataException">The stored plan is not the one that the study was opened with.</exception>
    public async Task<PlanDetails?> ExecuteAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } study ? PlanDetails.Of(study) : null;
    }
}
