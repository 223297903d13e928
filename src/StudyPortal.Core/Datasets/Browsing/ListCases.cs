using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A data set's cases, by number. From a number on they come at once however many there are; only counting them takes a look at all.</summary>
public sealed class ListCases(IDbContextFactory<PortalDb> databases)
{
    /// <summary>One page with the number of all. Pages count from 0.</summary>
    public async Task<CaseList> ExecuteAsync(DatasetId dataset, CaseFilter filter, int page, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        var rows = await RowsAsync(dataset, filter, new CaseCursor(Skip: page * pageSize), pageSize, cancellationToken);
        var isLast = rows.Count < pageSize && (rows.Count > 0 || page == 0);
        return new CaseList(isLast ? page * pageSize + rows.Count : await CountAsync(dataset, filter, cancellationToken), rows);
    }

    public async Task<int> CountAsync(DatasetId dataset, CaseFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Cases(dataset, filter).CountAsync(cancellationToken);
    }

    /// <summary>At most <paramref name="count"/> of them, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<CaseRow>> RowsAsync(DatasetId dataset, CaseFilter filter, CaseCursor from, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var after = from.After;
        var cases = (await db.NearCasesAsync(dataset, filter, from, cancellationToken)).Where(c => c.Number > after);
        if (from.Before is { } before) cases = cases.Where(c => c.Number < before);
        var ordered = from.Before is null ? cases.OrderBy(c => c.Number) : cases.OrderByDescending(c => c.Number);
        var rows = await ordered.Skip(from.Skip).Take(count)
            .Select(c => new CaseRow(
                c.Id, c.Number, c.Patient, c.Split, c.View, c.Modality, c.Review, c.Origin,
                db.Set<CaseLabel>().Where(l => l.CaseId == c.Id && l.Value == LabelValue.Positive).OrderBy(l => l.Label).Select(l => l.Label).ToList()))
            .ToListAsync(cancellationToken);
        return from.Before is null ? rows : [.. rows.OrderBy(row => row.Number)];
    }
}
