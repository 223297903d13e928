using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>Stores a raw map with its rendering and its share inside the lesion.</summary>
public sealed class StoreMap(IDbContextFactory<PortalDb> databases, BlobStore blobs, TimeProvider clock)
{
    /// <summary>Returns the id of the map; one that this version made before is kept as it is.</summary>
    public async Task<SaliencyMapId> ExecuteAsync(MapTask task, FloatMap map, CancellationToken cancellationToken)
    {
        var rendered = SaliencyRendering.Render(map);
        var raw = await blobs.PutAsync(FloatNpy.Write(map), cancellationToken);
        var rendering = await blobs.PutAsync(rendered.Png, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginStoringAsync(task.ModelId, cancellationToken);
        if (await FindAsync(db, task, cancellationToken) is { } stored) return stored;

        var share = await ShareAsync(db, task, map, cancellationToken);
        var saliency = Entity(task, raw, rendering, share);
        db.Add(saliency);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saliency.Id;
    }

    private static Task<SaliencyMapId?> FindAsync(PortalDb db, MapTask task, CancellationToken cancellationToken)
    {
        var (contract, version) = (SaliencyRendering.Contract.Name, SoftwareVersion.Current);
        return db.Set<SaliencyMap>()
            .Where(m => m.CaseId == task.CaseId && m.ModelId == task.ModelId && m.Branch == task.Branch && m.Method == task.Method
                && m.TargetLabel == task.TargetLabel && m.RenderContract == contract && m.SoftwareVersion == version)
            .Select(m => (SaliencyMapId?)m.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<LesionShare> ShareAsync(PortalDb db, MapTask task, FloatMap map, CancellationToken cancellationToken)
    {
        var inside = await LesionCoverage.OfAsync(db, blobs, [(task.CaseId, task.TargetLabel)], map.Width, cancellationToken);
        return LesionShare.Of(map.Values, inside[0]);
    }

    private SaliencyMap Entity(MapTask task, BlobHash raw, BlobHash rendering, LesionShare share) => new()
    {
        Id = SaliencyMapId.New(),
        CaseId = task.CaseId,
        ModelId = task.ModelId,
        Branch = task.Branch,
        Method = task.Method,
        TargetLabel = task.TargetLabel,
        Raw = raw,
        Rendering = rendering,
        RenderContract = SaliencyRendering.Contract.Name,
        SoftwareVersion = SoftwareVersion.Current,
        MassInside = share.Mass,
        AreaInside = share.Area,
        CreatedUtc = clock.GetUtcNow().UtcDateTime,
    };
}
