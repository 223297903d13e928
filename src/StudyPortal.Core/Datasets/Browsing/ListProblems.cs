using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What an import refused or noted, in the order of its findings, without the names of files (see <see cref="NameProblems"/>).</summary>
public sealed class ListProblems(IDbContextFactory<PortalDb> databases)
{
    /// <summary>At most <paramref name="limit"/> of them; null for all.</summary>
    public async Task<IReadOnlyList<SourceProblem>> ExecuteAsync(Guid importId, int? limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ImportProblem>().AsNoTracking().Where(p => p.ImportId == importId).OrderBy(p => p.Id).Take(limit ?? int.MaxValue)
            .Select(p => new SourceProblem(p.File, p.Line, p.Reason, p.IsNote)).ToListAsync(cancellationToken);
    }

    /// <summary>One page of those of all imports of a data set, the first import's first. Pages count from 0.</summary>
    public async Task<ProblemList> OfSetAsync(DatasetId dataset, int page, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var problems = db.Set<ImportProblem>().AsNoTracking().Where(p => db.Set<DatasetImport>().Any(i => i.DatasetId == dataset && i.Id == p.ImportId));
        var shown = await problems.OrderBy(p => p.Id).Skip(page * pageSize).Take(pageSize).Select(p => new SourceProblem(p.File, p.Line, p.Reason, p.IsNote)).ToListAsync(cancellationToken);
        return new ProblemList(await problems.CountAsync(cancellationToken), shown);
    }
}
