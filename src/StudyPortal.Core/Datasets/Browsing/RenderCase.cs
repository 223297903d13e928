using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
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

    /// <summary>Eight bits: stored value <paramref name="low"/> and below black, <paramref name="high"/> and above white; null means the window of the source.</summary>
    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseImage?> WindowedAsync(CaseId id, int? low, int? high, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Case>().Where(c => c.Id == id).Select(c => new { c.Pixels, c.WindowLow, c.WindowHigh }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var (black, white) = (low ?? found.WindowLow, high ?? found.WindowHigh);
        var shown = DisplayWindow.Apply(GrayPng.Read(await blobs.ReadAsync(found.Pixels, cancellationToken)), black, white);
        return new CaseImage(GrayPng.Write(shown), string.Create(CultureInfo.InvariantCulture, $"{found.Pixels.Value}-{black}-{white}"));
    }
}
