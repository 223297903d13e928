using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>One map, its picture and its numbers; null when there is none.</summary>
public sealed class ReadMap(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    public async Task<SaliencyMap?> ExecuteAsync(SaliencyMapId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<SaliencyMap>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
    }

    /// <summary>PNG, RGB, the size of the model's input.</summary>
    public async Task<byte[]?> RenderingAsync(SaliencyMapId id, CancellationToken cancellationToken) =>
        await ExecuteAsync(id, cancellationToken) is { } map ? await blobs.ReadAsync(map.Rendering, cancellationToken) : null;

    /// <summary>The signed values, .npy.</summary>
    public async Task<byte[]?> RawAsync(SaliencyMapId id, CancellationToken cancellationToken) =>
        await ExecuteAsync(id, cancellationToken) is { } map ? await blobs.ReadAsync(map.Raw, cancellationToken) : null;
}
