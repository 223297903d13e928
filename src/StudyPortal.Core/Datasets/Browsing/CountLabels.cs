using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Prevalence and co-occurrence of the labels of a data set: counted once, which takes seconds for a very large one, and kept with it until it changes.</summary>
public sealed class CountLabels(IDbContextFactory<PortalDb> databases)
{
    /// <returns>Null when there is no such data set.</returns>
    public async Task<LabelStatistics?> ExecuteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var set = await db.Set<Dataset>().Where(d => d.Id == id).Select(d => new { d.Labels, d.Revision, d.LabelCounts }).SingleOrDefaultAsync(cancellationToken);
        if (set is null) return null;
        if (set.LabelCounts is { } kept) return KeptLabelCounts.Read(set.Labels, kept);
        var counted = await AnewAsync(db, id, set.Labels, cancellationToken);
        try
        {
            await KeptLabelCounts.KeepAsync(db, id, set.Revision, counted, cancellationToken);
        }
        catch (Exception error) when (StorageFailure.Of(error) is not null)
        {
            // What could not be kept is counted again the next time.
        }

        return counted;
    }

    /// <summary>Counts the labels of all cases that have this set's id, also of a set that is still hidden.</summary>
    internal static async Task<LabelStatistics> AnewAsync(PortalDb db, DatasetId id, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        new(labels, await OfSplitsAsync(db, db.Set<Case>().Where(c => c.DatasetId == id), labels, cancellationToken), await TogetherAsync(db, id, cancellationToken));

    /// <summary>The labels of these cases, split by split.</summary>
    internal static async Task<IReadOnlyList<LabelCount>> OfSplitsAsync(PortalDb db, IQueryable<Case> cases, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        LabelStatistics.InOrder(labels, await cases
            .Join(db.Set<CaseLabel>(), c => c.Id, l => l.CaseId, (c, l) => new { c.Split, l.Label, l.Value })
            .GroupBy(row => new { row.Label, row.Split })
            .Select(g => new LabelCount(
                g.Key.Label, g.Key.Split,
                g.Count(row => row.Value == LabelValue.Positive), g.Count(row => row.Value == LabelValue.Negative),
                g.Count(row => row.Value == LabelValue.Uncertain), g.Count(row => row.Value == LabelValue.Unmentioned)))
            .ToListAsync(cancellationToken));

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
