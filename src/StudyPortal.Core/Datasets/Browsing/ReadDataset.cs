using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One data set with its counts per split and label.</summary>
public sealed class ReadDataset(IDbContextFactory<PortalDb> databases)
{
    /// <returns>Null when there is no such data set.</returns>
    public async Task<DatasetDetails?> ExecuteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        return dataset is null ? null : await DetailsAsync(db, dataset, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(DatasetId, CancellationToken)"/>
    public async Task<DatasetDetails?> ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Name == name, cancellationToken);
        return dataset is null ? null : await DetailsAsync(db, dataset, cancellationToken);
    }

    private static async Task<DatasetDetails> DetailsAsync(PortalDb db, Dataset dataset, CancellationToken cancellationToken)
    {
        var problems = db.Set<ImportProblem>().Where(p => p.ImportId == dataset.ImportId);
        return new DatasetDetails(
            dataset.Id, dataset.Name, dataset.Adapter, dataset.IsSynthetic, dataset.Source, dataset.Labels, dataset.SplitSeed,
            dataset.ImportedBy, dataset.ImportedUtc, dataset.ImportId,
            await problems.CountAsync(p => !p.IsNote, cancellationToken),
            await problems.CountAsync(p => p.IsNote, cancellationToken),
            await SplitsAsync(db, dataset.Id, cancellationToken),
            dataset.LabelCounts is { } kept
                ? KeptLabelCounts.Read(dataset.Labels, kept).Counts
                : await CountLabels.OfSplitsAsync(db, db.Set<Case>().Where(c => c.DatasetId == dataset.Id), dataset.Labels, cancellationToken))
        {
            GivenSplits = dataset.GivenSplits,
            Uncertain = dataset.Uncertain,
        };
    }

    private static async Task<List<SplitCount>> SplitsAsync(PortalDb db, DatasetId id, CancellationToken cancellationToken)
    {
        var splits = await db.Set<Case>().Where(c => c.DatasetId == id).GroupBy(c => c.Split)
            .Select(g => new SplitCount(g.Key, g.Count(), g.Select(c => c.Patient).Distinct().Count()))
            .ToListAsync(cancellationToken);
        return [.. splits.OrderBy(split => split.Split)];
    }
}
