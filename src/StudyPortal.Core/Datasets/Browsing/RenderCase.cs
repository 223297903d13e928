using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>A case's image as a browser shows it: its thumbnail, its pixels through a window, or all that is stored of it.</summary>
public sealed class RenderCase(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>What must not be seen yet is not there for anyone but who reviews it.</summary>
    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseImage?> ThumbnailAsync(CaseId id, bool forReview, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Seen(db, id, forReview).Select(c => new { c.Thumbnail, c.Review }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new CaseImage(await blobs.ReadAsync(found.Thumbnail, cancellationToken), found.Thumbnail.Value, found.Review.IsUsable());
    }

    /// <summary>Eight bits: stored value <paramref name="low"/> and below black, <paramref name="high"/> and above white; null means the window of the source.</summary>
    /// <inheritdoc cref="ThumbnailAsync"/>
    public async Task<CaseImage?> WindowedAsync(CaseId id, int? low, int? high, bool forReview, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Seen(db, id, forReview).Select(c => new { c.Pixels, c.WindowLow, c.WindowHigh, c.Review }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var (black, white) = (low ?? found.WindowLow, high ?? found.WindowHigh);
        var shown = DisplayWindow.Apply(GrayPng.Read(await blobs.ReadAsync(found.Pixels, cancellationToken)), black, white);
        return new CaseImage(GrayPng.Write(shown), string.Create(CultureInfo.InvariantCulture, $"{found.Pixels.Value}-{black}-{white}"), found.Review.IsUsable());
    }

    /// <summary>All slices in the layout of <see cref="SlotPicture"/>.</summary>
    /// <inheritdoc cref="ThumbnailAsync"/>
    public async Task<CaseImage?> StoredAsync(CaseId id, bool forReview, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Seen(db, id, forReview).Select(c => new { c.Pixels, c.Review }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var slices = await db.Set<CaseSlice>().Where(s => s.CaseId == id).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(cancellationToken);
        var images = new List<GrayImage>();
        foreach (var slice in slices.DefaultIfEmpty(found.Pixels)) images.Add(GrayPng.Read(await blobs.ReadAsync(slice, cancellationToken)));
        return new CaseImage(SlotPicture.Of(images).Content, $"{found.Pixels.Value}-{SlotPicture.Layout}", found.Review.IsUsable());
    }

    /// <summary>The outline of a finding: white inside, black outside, of the size of the image.</summary>
    /// <inheritdoc cref="ThumbnailAsync"/>
    public async Task<CaseImage?> MaskAsync(CaseId id, string label, bool forReview, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await Seen(db, id, forReview).AnyAsync(cancellationToken)) return null;
        var hash = await db.Set<LesionMask>().Where(m => m.CaseId == id && m.Label == label).Select(m => m.Pixels).SingleOrDefaultAsync(cancellationToken);
        return hash is null ? null : new CaseImage(await blobs.ReadAsync(hash, cancellationToken), hash.Value, IsFinal: true);
    }

    private static IQueryable<Case> Seen(PortalDb db, CaseId id, bool forReview)
    {
        var cases = db.Set<Case>().AsNoTracking().Where(c => c.Id == id);
        return forReview ? cases : cases.Usable();
    }
}
