using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Draws the sample of a plan without storing it; the study made from the same plan has the same sample.</summary>
public sealed class PreviewSample(IDbContextFactory<PortalDb> databases)
{
    public async Task<SamplePreview> ExecuteAsync(DatasetId dataset, SamplingPlan plan, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DrawAsync(db, dataset, plan, cancellationToken);
    }

    internal static async Task<SamplePreview> DrawAsync(PortalDb db, DatasetId dataset, SamplingPlan plan, CancellationToken cancellationToken)
    {
        var cases = await db.Set<Case>().AsNoTracking()
            .Where(c => c.DatasetId == dataset && c.Split == plan.Split).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync(cancellationToken);
        var positive = await (
            from label in db.Set<CaseLabel>().AsNoTracking()
            join c in db.Set<Case>() on label.CaseId equals c.Id
            where c.DatasetId == dataset && c.Split == plan.Split && label.Value == LabelValue.Positive
            select new { label.CaseId, label.Label }).ToListAsync(cancellationToken);
        var labels = positive.ToLookup(p => p.CaseId, p => p.Label);
        return CaseSampling.Draw([.. cases.Select(id => new SamplingCandidate(id, [.. labels[id]]))], plan);
    }
}
