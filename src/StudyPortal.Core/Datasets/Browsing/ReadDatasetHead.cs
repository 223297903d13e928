using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What a page must know of a data set before it can show its cases.</summary>
public sealed class ReadDatasetHead(IDbContextFactory<PortalDb> databases)
{
    /// <returns>Null when there is no such data set.</returns>
    public async Task<DatasetHead?> ExecuteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        if (dataset is null) return null;
        var cases = db.Set<Case>().Where(c => c.DatasetId == id);
        var kinds = await cases.GroupBy(c => new { c.Split, c.View, c.Modality, c.Review })
            .Select(g => new { g.Key.Split, g.Key.View, g.Key.Modality, g.Key.Review, Cases = g.Count() }).ToListAsync(cancellationToken);
        var patients = await cases.GroupBy(c => c.Split)
            .Select(g => new { g.Key, Count = g.Select(c => c.Patient).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var problems = await db.Set<ImportProblem>().Where(p => p.ImportId == dataset.ImportId).GroupBy(p => p.IsNote)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new DatasetHead(
            id, dataset.Name, dataset.Adapter, dataset.IsSynthetic, dataset.Source, dataset.Labels, dataset.SplitSeed,
            dataset.ImportedBy, dataset.ImportedUtc, dataset.ImportId, problems.GetValueOrDefault(false), problems.GetValueOrDefault(true),
            [.. kinds.GroupBy(kind => kind.Split).OrderBy(g => g.Key).Select(g => new SplitCount(g.Key, g.Sum(kind => kind.Cases), patients.GetValueOrDefault(g.Key)))],
            [.. kinds.Select(kind => kind.View).Distinct().Order(StringComparer.Ordinal)],
            [.. kinds.Select(kind => kind.Modality).Distinct().Order(StringComparer.Ordinal)],
            kinds.GroupBy(kind => kind.Review).ToDictionary(g => g.Key, g => g.Sum(kind => kind.Cases)))
        {
            GivenSplits = dataset.GivenSplits,
            Uncertain = dataset.Uncertain,
        };
    }
}
