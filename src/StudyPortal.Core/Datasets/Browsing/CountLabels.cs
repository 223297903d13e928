using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Prevalence and co-occurrence of the labels of a data set; takes seconds for a very large one.</summary>
public sealed class CountLabels(IDbContextFactory<PortalDb> databases)
{
    /// <returns>Null when there is no such data set.</returns>
    public async Task<LabelStatistics?> ExecuteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var labels = await db.Set<Dataset>().Where(d => d.Id == id).Select(d => d.Labels).SingleOrDefaultAsync(cancellationToken);
        return labels is null ? null : new LabelStatistics(labels, await OfSplitsAsync(db, id, labels, cancellationToken), await TogetherAsync(db, id, cancellationToken));
    }

    internal static async Task<List<LabelCount>> OfSplitsAsync(PortalDb db, DatasetId id, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var counts = await db.Set<Case>().Where(c => c.DatasetId == id)
            .Join(db.Set<CaseLabel>(), c => c.Id, l => l.CaseId, (c, l) => new { c.Split, l.Label, l.Value })
            .GroupBy(row => new { row.Label, row.Split })
            .Select(g => new LabelCount(
                g.Key.Label, g.Key.Split,
                g.Count(row => row.Value == LabelValue.Positive), g.Count(row => row.Value == LabelValue.Negative),
                g.Count(row => row.Value == LabelValue.Uncertain), g.Count(row => row.Value == LabelValue.Unmentioned)))
            .ToListAsync(cancellationToken);
        var order = labels.Index().ToDictionary(label => label.Item, label => label.Index);
        return [.. counts.OrderBy(count => order[count.Label]).ThenBy(count => count.Split)];
    }

    /// <summary>Read case by case and counted here: a join of the labels with themselves takes longer.</summary>
    private static async Task<Dictionary<(string, string), int>> TogetherAsync(PortalDb db, DatasetId id, CancellationToken cancellationToken)
    {
        var together = new Dictionary<(string, string), int>();
        var ofCase = new List<string>();
        var current = default(CaseId);
        var positive = db.Set<CaseLabel>().Where(l => l.Value == LabelValue.Positive)
            .Join(db.Set<Case>().Where(c => c.DatasetId == id), l => l.CaseId, c => c.Id, (l, c) => new { l.CaseId, l.Label })
            .OrderBy(l => l.CaseId).AsAsyncEnumerable();
        await foreach (var label in positive.WithCancellation(cancellationToken))
        {
            if (label.CaseId != current) (current, ofCase) = (label.CaseId, []);
            foreach (var other in ofCase)
            {
                var pair = string.CompareOrdinal(other, label.Label) < 0 ? (other, label.Label) : (label.Label, other);
                together[pair] = together.GetValueOrDefault(pair) + 1;
            }

            ofCase.Add(label.Label);
        }

        return together;
    }
}
