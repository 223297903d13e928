using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>Puts the maps of several models on one case side by side.</summary>
public sealed class ComparisonOfCase(IDbContextFactory<PortalDb> databases, ListMaps maps)
{
    /// <exception cref="InvalidOperationException">There is no such case.</exception>
    public async Task<CaseComparison> ExecuteAsync(
        CaseId caseId, string method, string targetLabel, IReadOnlyList<ModelBranch> models, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var image = await db.Set<Case>().AsNoTracking().SingleAsync(c => c.Id == caseId, cancellationToken);
        var truth = await db.Set<CaseLabel>().AsNoTracking().SingleOrDefaultAsync(l => l.CaseId == caseId && l.Label == targetLabel, cancellationToken);
        var boxes = await db.Set<LesionBox>().AsNoTracking().Where(b => b.CaseId == caseId && b.Label == targetLabel).ToListAsync(cancellationToken);
        var made = (await maps.OfCaseAsync(caseId, cancellationToken)).Where(m => m.Method == method && m.TargetLabel == targetLabel).ToList();
        return new CaseComparison(
            caseId, image.Number, targetLabel, truth?.Value ?? LabelValue.Unmentioned,
            [.. boxes.Select(b => Relative(b, image))],
            [.. models.Select(model => made.LastOrDefault(m => m.ModelId == model.ModelId && m.Branch == model.Branch))]);
    }

    private static RelativeBox Relative(LesionBox box, Case image)
    {
        var (left, top, side) = new InputSquare(image.Width, image.Height, Math.Min(image.Width, image.Height)).InStored;
        return new RelativeBox((box.X - left) / side, (box.Y - top) / side, box.Width / side, box.Height / side);
    }
}
