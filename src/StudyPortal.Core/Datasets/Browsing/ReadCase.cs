using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One case with its labels, boxes and neighbours.</summary>
public sealed class ReadCase(IDbContextFactory<PortalDb> databases)
{
    private const int MostOfPatient = 100;

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
        var masks = await db.Set<LesionMask>().AsNoTracking().Where(m => m.CaseId == found.Id).OrderBy(m => m.Label).Select(m => m.Label).ToListAsync(cancellationToken);
        var neighbours = db.Cases(dataset, filter);
        return new CaseDetails(
            found.Id, dataset, set.Name, set.IsSynthetic, set.Adapter, set.ImportId, set.ImportedBy, set.ImportedUtc,
            number, found.Patient, found.Split, found.View, found.Origin,
            found.Width, found.Height, found.BitDepth, found.WindowLow, found.WindowHigh, found.Modality, found.RescaleSlope, found.RescaleIntercept,
            await db.Set<CaseSlice>().CountAsync(s => s.CaseId == found.Id, cancellationToken), found.KeySlice,
            found.Pixels.Value, found.Thumbnail.Value, found.Review, found.ReviewedBy, found.ReviewedUtc,
            [.. findings.OrderBy(finding => set.Labels.IndexOf(finding.Label))], boxes, masks, await OfPatientAsync(db, found, cancellationToken),
            await NearestAsync(neighbours.Where(c => c.Number < number).OrderByDescending(c => c.Number), cancellationToken),
            await NearestAsync(neighbours.Where(c => c.Number > number).OrderBy(c => c.Number), cancellationToken));
    }

    private static async Task<IReadOnlyList<PatientCase>> OfPatientAsync(PortalDb db, Case found, CancellationToken cancellationToken) =>
        await db.Set<Case>().Where(c => c.DatasetId == found.DatasetId && c.Patient == found.Patient).OrderBy(c => c.Number).Take(MostOfPatient)
            .Select(c => new PatientCase(c.Id, c.Number, c.View, c.Modality, c.Review)).ToListAsync(cancellationToken);

    private static Task<int?> NearestAsync(IOrderedQueryable<Case> cases, CancellationToken cancellationToken) =>
        cases.Select(c => (int?)c.Number).FirstOrDefaultAsync(cancellationToken);
}
