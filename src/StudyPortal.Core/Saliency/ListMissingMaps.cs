using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>What of a request this version has not made yet.</summary>
public sealed class ListMissingMaps(IDbContextFactory<PortalDb> databases)
{
    /// <summary>In the order models, cases, labels; a label that a model does not have is no task of that model.</summary>
    public async Task<IReadOnlyList<MapTask>> ExecuteAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = request.Models.Select(m => m.ModelId).Distinct().ToList();
        var wanted = request.Only ?? await EveryAsync(db, ids, request, cancellationToken);
        return [.. wanted.Except(await MadeAsync(db, ids, request, cancellationToken))];
    }

    private static async Task<IEnumerable<MapTask>> EveryAsync(PortalDb db, List<ModelId> ids, ExplainRequest request, CancellationToken cancellationToken)
    {
        var targets = await TargetsAsync(db, request, cancellationToken);
        var labels = await db.Set<Model>().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Labels, cancellationToken);
        return
            from model in request.Models
            from caseId in request.Cases
            from label in targets[caseId].Intersect(labels[model.ModelId], StringComparer.Ordinal)
            select new MapTask(caseId, model.ModelId, model.Branch, request.Method, label);
    }

    private static async Task<ILookup<CaseId, string>> TargetsAsync(PortalDb db, ExplainRequest request, CancellationToken cancellationToken)
    {
        if (request.TargetLabels is { } chosen)
            return request.Cases.SelectMany(c => chosen, (c, label) => (Case: c, Label: label)).ToLookup(t => t.Case, t => t.Label);
        var positive = await db.Set<CaseLabel>().AsNoTracking()
            .Where(l => request.Cases.Contains(l.CaseId) && l.Value == LabelValue.Positive)
            .OrderBy(l => l.Label).ToListAsync(cancellationToken);
        return positive.ToLookup(l => l.CaseId, l => l.Label);
    }

    private static async Task<List<MapTask>> MadeAsync(PortalDb db, List<ModelId> models, ExplainRequest request, CancellationToken cancellationToken)
    {
        var methods = request.Methods;
        var (contract, version) = (SaliencyRendering.Contract.Name, SoftwareVersion.Current);
        return await db.Set<SaliencyMap>().AsNoTracking()
            .Where(m => models.Contains(m.ModelId) && request.Cases.Contains(m.CaseId) && methods.Contains(m.Method)
                && m.RenderContract == contract && m.SoftwareVersion == version)
            .Select(m => new MapTask(m.CaseId, m.ModelId, m.Branch, m.Method, m.TargetLabel)).ToListAsync(cancellationToken);
    }
}
