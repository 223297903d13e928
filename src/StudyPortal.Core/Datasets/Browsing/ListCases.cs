using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One page of a data set's cases, by number.</summary>
public sealed class ListCases(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Pages count from 0.</summary>
    public async Task<CaseList> ExecuteAsync(DatasetId dataset, CaseFilter filter, int page, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageSize);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var cases = db.Cases(dataset, filter);
        var rows = await cases.OrderBy(c => c.Number).Skip(page * pageSize).Take(pageSize)
            .Select(c => new CaseRow(
                c.Id, c.Number, c.Patient, c.Split, c.View, c.Modality, c.Review, c.Origin,
                db.Set<CaseLabel>().Where(l => l.CaseId == c.Id && l.Value == LabelValue.Positive).OrderBy(l => l.Label).Select(l => l.Label).ToList()))
            .ToListAsync(cancellationToken);
        var isLast = rows.Count < pageSize && (rows.Count > 0 || page == 0);
        return new CaseList(isLast ? page * pageSize + rows.Count : await cases.CountAsync(cancellationToken), rows);
    }
}
