using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>A case's image as a browser shows it: its thumbnail, or its pixels through a window.</summary>
public sealed class RenderCase(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseImage?> ThumbnailAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hash = await db.Set<Case>().Where(c => c.Id == id).Select(c => c.Thumbnail).SingleOrDefaultAsync(cancellationToken);
        return hash is null ? null : new CaseImage(await blobs.ReadAsync(hash, cancellationToken), hash.Value);
    }

    /// <summary>Eight bits: stored value <paramref name="low"/> and below black, <paramref name="high"/> and above white; null means the darkest and brightest value there is.</summary>
    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseImage?> WindowedAsync(CaseId id, int? low, int? high, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hash = await db.Set<Case>().Where(c => c.Id == id).Select(c => c.Pixels).SingleOrDefaultAsync(cancellationToken);
        if (hash is null) return null;
        var image = GrayPng.Read(await blobs.ReadAsync(hash, cancellationToken));
        var (black, white) = (low ?? image.Pixels.Min(), high ?? image.Pixels.Max());
        var tag = string.Create(CultureInfo.InvariantCulture, $"{hash.Value}-{black}-{white}");
        return new CaseImage(GrayPng.Write(Windowed(image, black, white)), tag);
    }

    private static GrayImage Windowed(GrayImage image, int low, int high)
    {
        var scale = 255.0 / Math.Max(1, high - low);
        var shown = Array.ConvertAll(image.Pixels, pixel => (ushort)Math.Clamp(Math.Floor((pixel - low) * scale + 0.5), 0, 255));
        return new GrayImage(image.Width, image.Height, 8, shown);
    }
}
