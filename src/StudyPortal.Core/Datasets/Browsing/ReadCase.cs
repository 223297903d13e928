using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One case with its labels, boxes and neighbours.</summary>
public sealed class ReadCase(IDbContextFactory<PortalDb> databases)
{
    /// <returns>Null when the data set has no such case.</returns>
    public async Task<CaseDetails?> ExecuteAsync(DatasetId dataset, int number, CaseFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var set = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == dataset, cancellationToken);
        var found = await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.DatasetId == dataset && c.Number == number, cancellationToken);
        if (set is null || found is null) return null;

        var findings = await db.Set<CaseLabel>().AsNoTracking().Where(l => l.CaseId == found.Id)
            .Select(l => new CaseFinding(l.Label, l.Value)).ToListAsync(cancellationToken);
        var boxes = await db.Set<LesionBox>().AsNoTracking().Where(b => b.CaseId == found.Id).OrderBy(b => b.Id)
            .Select(b => new CaseBox(b.Label, b.X, b.Y, b.Width, b.Height)).ToListAsync(cancellationToken);
        var neighbours = db.Cases(dataset, filter);
        var previous = await neighbours.Where(c => c.Number < number).MaxAsync(c => (int?)c.Number, cancellationToken);
        var next = await neighbours.Where(c => c.Number > number).MinAsync(c => (int?)c.Number, cancellationToken);
        return new CaseDetails(
            found.Id, dataset, set.Name, set.IsSynthetic, number, found.Patient, found.Split, found.View, found.Origin,
            found.Width, found.Height, found.BitDepth, found.WindowLow, found.WindowHigh,
            found.Modality, await db.Set<CaseSlice>().CountAsync(s => s.CaseId == found.Id, cancellationToken), found.KeySlice, found.Pixels.Value,
            [.. findings.OrderBy(finding => set.Labels.IndexOf(finding.Label))], boxes, previous, next);
    }
}
