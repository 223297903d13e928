using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The maps of a study: those that are there, under one rendering contract, and those still to be made.</summary>
internal sealed record StudyMaps(IReadOnlyDictionary<(StudyArmId Arm, CaseId Case), SaliencyMapId> Found, IReadOnlyList<MissingMap> Missing)
{
    /// <summary>Once fixed, the maps are those of the items. Of a draft: takes the contract that covers most of the study (ties: the newest) and, under it, the newest map of each arm and case.</summary>
    public static async Task<StudyMaps> FindAsync(PortalDb db, Study study, IReadOnlyList<StudyArm> arms, CancellationToken cancellationToken)
    {
        if (StudyLifecycle.IsFrozen(study.State)) return await FrozenAsync(db, study, cancellationToken);
        var sample = StudySample.Of(study).Cases;
        var (cases, models) = (sample.Select(c => c.CaseId).ToList(), arms.Select(a => a.ModelId).ToList());
        var maps = await db.Set<SaliencyMap>().AsNoTracking()
            .Where(m => cases.Contains(m.CaseId) && models.Contains(m.ModelId) && m.Method == study.Method)
            .Select(m => new FoundMap(m.Id, m.CaseId, m.ModelId, m.Branch, m.TargetLabel, m.RenderContract, m.CreatedUtc))
            .ToListAsync(cancellationToken);
        return maps.GroupBy(m => m.RenderContract)
            .Select(contract => (Maps: Match(arms, sample, [.. contract]), Newest: contract.Max(m => m.CreatedUtc)))
            .OrderByDescending(c => c.Maps.Found.Count).ThenByDescending(c => c.Newest)
            .Select(c => c.Maps)
            .FirstOrDefault() ?? Match(arms, sample, []);
    }

    private static async Task<StudyMaps> FrozenAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var items = await db.Set<StudyItem>().AsNoTracking().Where(i => i.StudyId == study.Id)
            .Select(i => new { i.ArmId, i.CaseId, i.SaliencyMapId }).ToListAsync(cancellationToken);
        return new StudyMaps(items.ToDictionary(i => (i.ArmId, i.CaseId), i => i.SaliencyMapId), []);
    }

    private static StudyMaps Match(IReadOnlyList<StudyArm> arms, IReadOnlyList<DrawnCase> sample, IReadOnlyList<FoundMap> maps)
    {
        var newest = maps.GroupBy(m => (m.ModelId, m.Branch, m.CaseId, m.TargetLabel)).ToDictionary(g => g.Key, g => g.MaxBy(m => m.CreatedUtc)!.Id);
        var found = new Dictionary<(StudyArmId, CaseId), SaliencyMapId>();
        var missing = new List<MissingMap>();
        foreach (var arm in arms)
            foreach (var drawn in sample)
                if (newest.TryGetValue((arm.ModelId, arm.Branch, drawn.CaseId, drawn.TargetLabel), out var map)) found[(arm.Id, drawn.CaseId)] = map;
                else missing.Add(new MissingMap(arm.ModelId, arm.Branch, drawn.CaseId, drawn.TargetLabel));
        return new StudyMaps(found, missing);
    }

    private sealed record FoundMap(
        SaliencyMapId Id, CaseId CaseId, ModelId ModelId, NormBranch Branch, string TargetLabel, string RenderContract, DateTime CreatedUtc);
}

/// <summary>A map that a study needs before it can open.</summary>
internal sealed record MissingMap(ModelId ModelId, NormBranch Branch, CaseId CaseId, string TargetLabel);
