using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Display;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Saliency;

/// <summary>The part of a case that the models see, at full resolution: what a map is laid over.</summary>
public sealed class ReadCaseSquare(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>An 8-bit grey PNG; null when there is no such case, or none that may be looked at yet.</summary>
    public async Task<byte[]?> ExecuteAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Case>().AsNoTracking().Usable().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (found is null) return null;
        var shown = DisplayRange.ToEightBit(GrayPng.Read(await blobs.ReadAsync(found.Pixels, cancellationToken)));
        return GrayPng.Write(Middle(shown));
    }

    private static GrayImage Middle(GrayImage image)
    {
        var (left, top, side) = new InputSquare(image.Width, image.Height, Math.Min(image.Width, image.Height)).InStored;
        var pixels = new ushort[side * side];
        for (var row = 0; row < side; row++)
            image.Pixels.AsSpan((top + row) * image.Width + left, side).CopyTo(pixels.AsSpan(row * side));
        return new GrayImage(side, side, image.BitDepth, pixels);
    }
}
