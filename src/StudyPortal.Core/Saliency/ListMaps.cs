using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>The maps of one case or of one model; of what was made by several versions, the newest.</summary>
public sealed class ListMaps(IDbContextFactory<PortalDb> databases)
{
    public Task<IReadOnlyList<MapRow>> OfCaseAsync(CaseId id, CancellationToken cancellationToken) =>
        ExecuteAsync(maps => maps.Where(m => m.CaseId == id), cancellationToken);

    public Task<IReadOnlyList<MapRow>> OfModelAsync(ModelId id, CancellationToken cancellationToken) =>
        ExecuteAsync(maps => maps.Where(m => m.ModelId == id), cancellationToken);

    private async Task<IReadOnlyList<MapRow>> ExecuteAsync(Func<IQueryable<SaliencyMap>, IQueryable<SaliencyMap>> choose, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from map in choose(db.Set<SaliencyMap>().AsNoTracking())
            join model in db.Set<Model>() on map.ModelId equals model.Id
            join image in db.Set<Case>() on map.CaseId equals image.Id
            orderby image.Number, model.Name, map.Branch, map.TargetLabel, map.CreatedUtc
            select new MapRow(
                map.Id, map.CaseId, image.Number, map.ModelId, model.Name, map.Branch, map.Method, map.TargetLabel,
                map.MassInside, map.AreaInside, map.RenderContract, map.SoftwareVersion, map.CreatedUtc)).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(m => new MapTask(m.CaseId, m.ModelId, m.Branch, m.Method, m.TargetLabel)).Select(versions => versions.Last())];
    }
}
