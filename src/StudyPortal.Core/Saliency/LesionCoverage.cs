using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Saliency;

/// <summary>Where findings lie in a model's input: by the mask of the source, or by its boxes where it has no mask.</summary>
internal static class LesionCoverage
{
    /// <returns>For each finding the share of every input pixel that lies inside it, row by row; all zero where the source does not say.</returns>
    public static async Task<IReadOnlyList<float[]>> OfAsync(
        PortalDb db, BlobStore blobs, IReadOnlyList<(CaseId Case, string Label)> findings, int side, CancellationToken cancellationToken)
    {
        var cases = findings.Select(finding => finding.Case).Distinct().ToList();
        var sizes = await db.Set<Case>().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => (c.Width, c.Height), cancellationToken);
        var boxes = (await db.Set<LesionBox>().AsNoTracking().Where(b => cases.Contains(b.CaseId)).ToListAsync(cancellationToken))
            .ToLookup(b => (b.CaseId, b.Label), b => new InputSquare.Box(b.X, b.Y, b.Width, b.Height));
        var masks = await db.Set<LesionMask>().AsNoTracking().Where(m => cases.Contains(m.CaseId)).ToDictionaryAsync(m => (m.CaseId, m.Label), m => m.Pixels, cancellationToken);
        var coverages = new List<float[]>(findings.Count);
        foreach (var finding in findings)
        {
            var square = new InputSquare(sizes[finding.Case].Width, sizes[finding.Case].Height, side);
            coverages.Add(masks.TryGetValue(finding, out var mask)
                ? square.Coverage(GrayPng.Read(await blobs.ReadAsync(mask, cancellationToken)))
                : square.Coverage(boxes[finding]));
        }

        return coverages;
    }
}
