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
        var scores = await EvaluationReader.ScoresAsync(db, [.. models.Select(m => m.Row.Id)], cancellationToken);
        var onTest = scores.Where(s => s.Split == DatasetSplit.Test).ToLookup(s => (s.ModelId, s.IsClean));
        return
        [
            .. models.Select(m => new ModelRow(
                m.Row.Id, m.Row.Name, m.Row.Variant, m.Row.Architecture, m.Row.Width, m.Row.InputSize, m.Row.Labels, m.Row.Origin,
                m.Dataset, m.IsSynthetic ?? false, m.Row.CreatedUtc,
                onTest[(m.Row.Id, true)].FirstOrDefault(s => s.Branch == NormBranch.Clean)?.MacroAuc,
                onTest[(m.Row.Id, false)].LastOrDefault()?.MacroAuc)),
        ];
    }
}
