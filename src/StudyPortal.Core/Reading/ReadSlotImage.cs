using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Reading;

/// <summary>The image of a place, with the slices beside it, for the reader it belongs to.</summary>
public sealed class ReadSlotImage(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Null when this person has no such place, or it may not be looked at now.</summary>
    public async Task<SlotPicture?> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await OwnSlot.FindAsync(db, slot, account, cancellationToken) is not { IsOnDisplay: true } own) return null;
        var slices = await db.Set<CaseSlice>().Where(s => s.CaseId == own.Item.CaseId).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(cancellationToken);
        if (slices.Count == 0) slices = [await db.Set<Case>().Where(c => c.Id == own.Item.CaseId).Select(c => c.Pixels).SingleAsync(cancellationToken)];
        var images = new List<GrayImage>();
        foreach (var slice in slices) images.Add(GrayPng.Read(await blobs.ReadAsync(slice, cancellationToken)));
        return SlotPicture.Of(images);
    }
}
