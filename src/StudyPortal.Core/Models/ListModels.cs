using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Every model, newest first.</summary>
public sealed class ListModels(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<ModelRow>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var models = await (
            from model in db.Set<Model>().AsNoTracking()
            join dataset in db.Set<Dataset>() on model.DatasetId equals dataset.Id into sets
            from dataset in sets.DefaultIfEmpty()
            orderby model.CreatedUtc descending, model.Name
            select new
            {
                Row = new
                {
                    model.Id, model.Name, model.Variant, model.Architecture, model.Width, model.InputSize, model.Labels, model.Origin, model.CreatedUtc,
                },
                Dataset = (string?)dataset.Name,
                IsSynthetic = (bool?)dataset.IsSynthetic,
            }).ToListAsync(cancellationToken);
        var onTest = (await TestEvaluationsAsync(db, cancellationToken)).ToLookup(e => (e.ModelId, IsClean: e.Steps == 0));
        return
        [
            .. models.Select(m => new ModelRow(
                m.Row.Id, m.Row.Name, m.Row.Variant, m.Row.Architecture, m.Row.Width, m.Row.InputSize, m.Row.Labels, m.Row.Origin,
                m.Dataset, m.IsSynthetic ?? false, m.Row.CreatedUtc,
                onTest[(m.Row.Id, true)].FirstOrDefault(e => e.Branch == NormBranch.Clean)?.MacroAuc,
                onTest[(m.Row.Id, false)].LastOrDefault()?.MacroAuc)),
        ];
    }

    /// <summary>On test splits, oldest first, without a look at their predictions; those stored before the area was kept beside them get it now.</summary>
    private static async Task<List<Evaluation>> TestEvaluationsAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var evaluations = await db.Set<Evaluation>().AsNoTracking()
            .Where(e => e.Split == DatasetSplit.Test).OrderBy(e => e.CreatedUtc).ToListAsync(cancellationToken);
        var without = evaluations.Where(e => e.MacroAuc is null).ToList();
        if (without.Count == 0) return evaluations;
        var scores = await EvaluationReader.ScoresAsync(db, [.. without.Select(e => e.ModelId).Distinct()], cancellationToken);
        foreach (var evaluation in without) evaluation.MacroAuc = scores.Single(s => s.Id == evaluation.Id).MacroAuc;
        return evaluations;
    }
}
