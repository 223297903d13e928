using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>The pixel blobs of some cases.</summary>
public sealed class ListCasePixels(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyDictionary<CaseId, BlobHash>> ExecuteAsync(IReadOnlyList<CaseId> cases, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Case>().AsNoTracking().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Pixels, cancellationToken);
    }
}
