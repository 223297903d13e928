using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>One model with its provenance, training curves and evaluations; null when there is none.</summary>
public sealed class ReadModel(IDbContextFactory<PortalDb> databases)
{
    public Task<ModelDetails?> ExecuteAsync(ModelId id, CancellationToken cancellationToken) =>
        ReadAsync(models => models.Where(model => model.Id == id), cancellationToken);

    /// <summary>By the name that people gave it.</summary>
    public Task<ModelDetails?> ByNameAsync(string name, CancellationToken cancellationToken) =>
        ReadAsync(models => models.Where(model => model.Name == name), cancellationToken);

    private async Task<ModelDetails?> ReadAsync(Func<IQueryable<Model>, IQueryable<Model>> choose, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var model = await choose(db.Set<Model>().AsNoTracking()).SingleOrDefaultAsync(cancellationToken);
        if (model is null) return null;
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == model.DatasetId, cancellationToken);
        var scores = await EvaluationReader.ScoresAsync(db, [model.Id], cancellationToken);
        return new ModelDetails(model, dataset?.Name, dataset?.IsSynthetic ?? false, await CurvesAsync(db, model.JobId, cancellationToken), scores);
    }

    private static async Task<IReadOnlyList<JobCurve>> CurvesAsync(PortalDb db, JobId? job, CancellationToken cancellationToken)
    {
        var measures = await db.Set<JobMeasure>().AsNoTracking()
            .Where(measure => measure.JobId == job).OrderBy(measure => measure.X).ToListAsync(cancellationToken);
        return
        [
            .. measures.GroupBy(measure => measure.Series)
                .Select(series => new JobCurve(series.Key, [.. series.Select(m => new MeasuredPoint(m.Series, m.X, m.Value))])),
        ];
    }
}
