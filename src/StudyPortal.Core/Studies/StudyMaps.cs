using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The maps of a draft: those that are there, under one rendering contract, and those still to be made.</summary>
internal sealed record StudyMaps(IReadOnlyDictionary<MapTask, SaliencyMapId> Found, IReadOnlyList<MapTask> Missing)
{
    /// <summary>Takes the contract that covers most of the study (ties: the newest) and, under it, the newest map of each kind.</summary>
    public static async Task<StudyMaps> FindAsync(PortalDb db, IReadOnlyList<PlannedItem> items, CancellationToken cancellationToken)
    {
        var needed = items.Select(i => i.Map).Distinct().ToList();
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

    private static StudyMaps Match(List<MapTask> needed, IReadOnlyList<FoundMap> maps)
    {
        var newest = maps.GroupBy(m => m.Task).ToDictionary(g => g.Key, g => g.MaxBy(m => m.CreatedUtc)!.Id);
        return new StudyMaps(
            needed.Where(newest.ContainsKey).ToDictionary(task => task, task => newest[task]),
            [.. needed.Where(task => !newest.ContainsKey(task))]);
    }

    private sealed record FoundMap(SaliencyMapId Id, MapTask Task, string RenderContract, DateTime CreatedUtc);
}
