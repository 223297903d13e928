using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What an import refused or noted, in the order of its findings.</summary>
public sealed class ListProblems(IDbContextFactory<PortalDb> databases)
{
    /// <summary>At most <paramref name="limit"/> of them; null for all.</summary>
    public async Task<IReadOnlyList<SourceProblem>> ExecuteAsync(Guid importId, int? limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ImportProblem>().AsNoTracking().Where(p => p.ImportId == importId).OrderBy(p => p.Id).Take(limit ?? int.MaxValue)
            .Select(p => new SourceProblem(p.File, p.Line, p.Reason, p.IsNote)).ToListAsync(cancellationToken);
    }
}
