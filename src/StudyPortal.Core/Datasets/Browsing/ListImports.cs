using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The imports that made a data set and added to it, the first one first.</summary>
public sealed class ListImports(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<ImportRow>> ExecuteAsync(DatasetId dataset, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<DatasetImport>().AsNoTracking().Where(i => i.DatasetId == dataset).OrderBy(i => i.ImportedUtc)
            .Select(i => new ImportRow(i.Id, i.ImportedUtc, i.ImportedBy, i.Cases, i.Present,
                db.Set<ImportProblem>().Count(p => p.ImportId == i.Id && !p.IsNote), db.Set<ImportProblem>().Count(p => p.ImportId == i.Id && p.IsNote)))
            .ToListAsync(cancellationToken);
    }
}
