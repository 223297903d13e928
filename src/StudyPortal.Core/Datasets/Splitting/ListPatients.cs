using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One page of the patients of a data set, by pseudonym.</summary>
public sealed class ListPatients(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Pages count from 0.</summary>
    public async Task<PatientList> ExecuteAsync(DatasetId dataset, DatasetSplit? split, string? text, int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var patients = db.Cases(dataset, new CaseFilter(split, Text: text)).GroupBy(c => new { c.Patient, c.Split });
        var rows = await patients.OrderBy(g => g.Key.Patient).Skip(page * pageSize).Take(pageSize)
            .Select(g => new PatientRow(g.Key.Patient, g.Key.Split, g.Count())).ToListAsync(cancellationToken);
        return new PatientList(await patients.CountAsync(cancellationToken), rows);
    }
}
