using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The cases of one split (of all when null) for training, evaluation and explanation, by number; none that waits for its review or was left out.</summary>
public sealed class LoadCases(IDbContextFactory<PortalDb> databases)
{
    /// <exception cref="InvalidOperationException">There is no such data set.</exception>
    public async Task<IReadOnlyList<LoadedCase>> ExecuteAsync(DatasetId dataset, DatasetSplit? split, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var labels = await db.Set<Dataset>().Where(d => d.Id == dataset).Select(d => d.Labels).SingleAsync(cancellationToken);
        var cases = db.Cases(dataset, new CaseFilter(split, OnlyUsable: true));
        var values = await cases.Join(db.Set<CaseLabel>(), c => c.Id, l => l.CaseId, (c, l) => new { l.CaseId, l.Label, l.Value }).ToListAsync(cancellationToken);
        var byCase = values.ToDictionary(row => (row.CaseId, row.Label), row => row.Value);
        return [.. (await cases.OrderBy(c => c.Number).ToListAsync(cancellationToken)).Select(c => new LoadedCase(
            c.Id, c.Number, c.Patient, c.Split, c.Pixels, c.Width, c.Height, [.. labels.Select(label => byCase[(c.Id, label)])]))];
    }
}
