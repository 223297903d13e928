using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>The analyses of a model and the jobs that make more of them.</summary>
public sealed class ListAnalyses(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Newest first; of what several versions of the software found, the newest.</summary>
    public async Task<IReadOnlyList<AnalysisDetails>> ExecuteAsync(ModelId model, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var details = await ReadAsync(db, analyses => analyses.Where(a => a.ModelId == model), cancellationToken);
        return [.. details.DistinctBy(a => (a.Kind, a.DatasetId, a.Split, a.Branch, a.Parameters))];
    }

    /// <summary>One analysis; null when there is none.</summary>
    public async Task<AnalysisDetails?> FindAsync(AnalysisId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(db, analyses => analyses.Where(a => a.Id == id), cancellationToken)).SingleOrDefault();
    }

    /// <summary>The jobs that have not made their analysis: waiting, running, failed or cancelled; newest first.</summary>
    public async Task<IReadOnlyList<AnalysisJob>> JobsAsync(ModelId model, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mention = model.ToString();
        var jobs = await db.Set<Job>().AsNoTracking()
            .Where(job => job.Kind == JobKind.Analyse && job.State != JobState.Succeeded && job.RequestJson.Contains(mention))
            .OrderByDescending(job => job.CreatedUtc).ToListAsync(cancellationToken);
        return
        [
            .. jobs.Select(job => new AnalysisJob(JobSnapshot.Of(job), Read<AnalyseRequest>(job.RequestJson)))
                .Where(job => job.Request.ModelId == model),
        ];
    }

    private static async Task<IReadOnlyList<AnalysisDetails>> ReadAsync(
        PortalDb db, Func<IQueryable<ModelAnalysis>, IQueryable<ModelAnalysis>> choose, CancellationToken cancellationToken)
    {
        var rows = await (
            from analysis in choose(db.Set<ModelAnalysis>().AsNoTracking())
            join model in db.Set<Model>() on analysis.ModelId equals model.Id
            join dataset in db.Set<Dataset>() on analysis.DatasetId equals dataset.Id
            orderby analysis.CreatedUtc descending
            select new { Analysis = analysis, Model = model.Name, model.Variant, Dataset = dataset.Name, dataset.IsSynthetic }).ToListAsync(cancellationToken);
        var parameters = rows.Select(row => Read<AnalysisParameters>(row.Analysis.ParametersJson)).ToList();
        var others = parameters.Select(p => p.Other).OfType<ModelId>().Distinct().ToList();
        var names = await db.Set<Model>().Where(m => others.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellationToken);
        return
        [
            .. rows.Zip(parameters, (row, p) => new AnalysisDetails(
                row.Analysis.Id, row.Analysis.ModelId, row.Model, row.Variant, row.Analysis.Kind, row.Analysis.DatasetId, row.Dataset, row.IsSynthetic,
                row.Analysis.Split, row.Analysis.Branch, p, p.Other is { } other ? names.GetValueOrDefault(other) : null,
                Read<AnalysisResult>(row.Analysis.ResultJson), row.Analysis.SoftwareVersion, row.Analysis.CreatedUtc)),
        ];
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, PortalJson.Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");
}
