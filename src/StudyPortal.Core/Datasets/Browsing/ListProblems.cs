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

    /// <summary>Those of all imports of a data set, the first import's first.</summary>
    public async Task<IReadOnlyList<SourceProblem>> OfSetAsync(DatasetId dataset, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from import in db.Set<DatasetImport>().AsNoTracking()
            join problem in db.Set<ImportProblem>() on import.Id equals problem.ImportId
            where import.DatasetId == dataset
            orderby import.ImportedUtc, problem.Id
            select new SourceProblem(problem.File, problem.Line, problem.Reason, problem.IsNote)).ToListAsync(cancellationToken);
    }
}
