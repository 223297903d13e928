using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Every data set, by name.</summary>
public sealed class ListDatasets(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<DatasetRow>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Dataset>().AsNoTracking().OrderBy(d => d.Name)
            .Select(d => new DatasetRow(
                d.Id, d.Name, d.Adapter, d.IsSynthetic, d.Labels,
                db.Set<Case>().Count(c => c.DatasetId == d.Id),
                db.Set<Case>().Where(c => c.DatasetId == d.Id).Select(c => c.Patient).Distinct().Count(),
                d.ImportedUtc, d.ImportedBy,
                db.Set<Case>().Count(c => c.DatasetId == d.Id && (c.Review == CaseReview.Flagged || c.Review == CaseReview.Quarantined || c.Review == CaseReview.LeftOut))))
            .ToListAsync(cancellationToken);
    }
}
