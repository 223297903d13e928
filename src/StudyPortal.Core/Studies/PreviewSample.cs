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
        if (SamplingRules.Problems(plan).ToList() is { Count: > 0 } wrong) return Nothing(wrong);
        var models = await JudgedModels.ReadAsync(db, dataset, plan, cancellationToken);
        if (models.Problems.Count > 0) return Nothing(models.Problems);
        var candidates = await CandidateReading.ReadAsync(db, dataset, plan, models, cancellationToken);
        return CaseSampling.Draw(candidates, plan) with { Thresholds = models.Thresholds };
    }

    private static SamplePreview Nothing(IReadOnlyList<string> why) => new([], []) { Refusals = why };
}
