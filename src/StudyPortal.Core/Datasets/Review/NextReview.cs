using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The queue of cases in whose pixels somebody must look for text: data sets by name, their cases by number.</summary>
public sealed class NextReview(IDbContextFactory<PortalDb> databases)
{
    /// <summary>The first that comes after a case, and at the end the first of all.</summary>
    /// <param name="only">The queue of one data set; of all when null.</param>
    public async Task<ReviewStep> ExecuteAsync(DatasetId? only, DatasetId? current, int after, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = db.Set<Case>().AsNoTracking().Where(CaseReviews.DueCase);
        if (only is { } one) due = due.Where(c => c.DatasetId == one);
        var counts = await due.GroupBy(c => c.DatasetId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        if (counts is []) return new ReviewStep(0, null, 0);
        // A set that an import is still writing has no name here yet, and no queue.
        var ids = counts.ConvertAll(count => count.Key);
        var order = await db.Set<Dataset>().Where(d => ids.Contains(d.Id) || d.Id == current).OrderBy(d => d.Name).Select(d => d.Id).ToListAsync(cancellationToken);
        var at = current is { } here ? order.IndexOf(here) : -1;
        var tries = at < 0 ? order.Select(id => (id, 0)) : [(order[at], after), .. order.Skip(at + 1).Concat(order.Take(at + 1)).Select(id => (id, 0))];
        foreach (var (id, from) in tries)
        {
            var number = await due.Where(c => c.DatasetId == id && c.Number > from).OrderBy(c => c.Number).Select(c => (int?)c.Number).FirstOrDefaultAsync(cancellationToken);
            if (number is { } found) return new ReviewStep(counts.Where(count => order.Contains(count.Key)).Sum(count => count.Count), id, found);
        }

        return new ReviewStep(0, null, 0);
    }
}
