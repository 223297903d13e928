using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Overview;

/// <summary>What there is, so that the start page can say what comes next.</summary>
public sealed class ReadOverview(IDbContextFactory<PortalDb> databases)
{
    public async Task<PortalOverview> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var studies = db.Set<Study>().AsNoTracking();
        return new PortalOverview(
            await db.Set<Dataset>().CountAsync(cancellationToken),
            await db.Set<Model>().CountAsync(cancellationToken),
            await db.Set<SaliencyMap>().CountAsync(cancellationToken),
            await studies.CountAsync(cancellationToken),
            await studies.CountAsync(s => s.State == StudyState.Closed && !db.Set<Report>().Any(r => r.StudyId == s.Id), cancellationToken));
    }
}
