using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>Where the findings of cases lie in a model's input.</summary>
public sealed class LoadLesionMasks(IDbContextFactory<PortalDb> databases)
{
    /// <param name="findings">Cases with the label whose boxes are wanted.</param>
    /// <param name="side">Of the input in pixels.</param>
    /// <param name="cancellationToken">Looked at while boxes are read.</param>
    /// <returns>For each finding the share of every input pixel that its boxes cover, row by row; all zero without a box.</returns>
    public async Task<IReadOnlyList<float[]>> ExecuteAsync(
        IReadOnlyList<(CaseId Case, string Label)> findings, int side, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var cases = findings.Select(finding => finding.Case).Distinct().ToList();
        var sizes = await db.Set<Case>().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => (c.Width, c.Height), cancellationToken);
        var boxes = (await db.Set<LesionBox>().AsNoTracking().Where(b => cases.Contains(b.CaseId)).ToListAsync(cancellationToken))
            .ToLookup(b => (b.CaseId, b.Label), b => new InputSquare.Box(b.X, b.Y, b.Width, b.Height));
        return [.. findings.Select(f => new InputSquare(sizes[f.Case].Width, sizes[f.Case].Height, side).Coverage(boxes[(f.Case, f.Label)]))];
    }
}
