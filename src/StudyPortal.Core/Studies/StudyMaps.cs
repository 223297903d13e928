using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The maps of a study: those that are there, under one rendering contract, and those still to be made.</summary>
internal sealed record StudyMaps(IReadOnlyDictionary<MapTask, SaliencyMapId> Found, IReadOnlyList<MapTask> Missing)
{
    /// <summary>Once fixed, the maps are those of the items. Of a draft: takes the contract that covers most of the study (ties: the newest) and, under it, the newest map of each kind.</summary>
    public static async Task<StudyMaps> FindAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        if (StudyLifecycle.IsFrozen(study.State)) return await FrozenAsync(db, study, cancellationToken);
        var needed = PlannedItem.Of(study, await StudyArm.ListAsync(db, study.Id, cancellationToken)).Select(i => i.Map).Distinct().ToList();
        var cases = needed.Select(m => m.CaseId).Distinct().ToList();
        var models = needed.Select(m => m.ModelId).Distinct().ToList();
        var methods = needed.Select(m => m.Method).Distinct().ToList();
        var maps = await db.Set<SaliencyMap>().AsNoTracking()
            .Where(m => cases.Contains(m.CaseId) && models.Contains(m.ModelId) && methods.Contains(m.Method))
            .Select(m => new FoundMap(m.Id, new MapTask(m.CaseId, m.ModelId, m.Branch, m.Method, m.TargetLabel), m.RenderContract, m.CreatedUtc))
            .ToListAsync(cancellationToken);
        return maps.GroupBy(m => m.RenderContract)
            .Select(contract => (Maps: Match(needed, [.. contract]), Newest: contract.Max(m => m.CreatedUtc)))
            .OrderByDescending(c => c.Maps.Found.Count).ThenByDescending(c => c.Newest)
            .Select(c => c.Maps)
            .FirstOrDefault() ?? Match(needed, []);
    }

    private static async Task<StudyMaps> FrozenAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var maps = await (
            from item in db.Set<StudyItem>().AsNoTracking()
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where item.StudyId == study.Id
            select new { map.Id, Task = new MapTask(map.CaseId, map.ModelId, map.Branch, map.Method, map.TargetLabel) }).Distinct().ToListAsync(cancellationToken);
        return new StudyMaps(maps.ToDictionary(map => map.Task, map => map.Id), []);
    }

    private static StudyMaps Match(List<MapTask> needed, IReadOnlyList<FoundMap> maps)
    {
        var newest = maps.GroupBy(m => m.Task).ToDictionary(g => g.Key, g => g.MaxBy(m => m.CreatedUtc)!.Id);
        return new StudyMaps(
            needed.Where(newest.ContainsKey).ToDictionary(task => task, task => newest[task]),
            [.. needed.Where(task => !newest.ContainsKey(task))]);
    }

    private sealed record FoundMap(SaliencyMapId Id, MapTask Task, string RenderContract, DateTime CreatedUtc);
}
