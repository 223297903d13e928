using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Reading;

/// <summary>The image of a place, for the reader it belongs to.</summary>
public sealed class ReadSlotImage(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Null when this person has no such place, or it may not be looked at now.</summary>
    public async Task<SlotPicture?> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await OwnSlot.FindAsync(db, slot, account, cancellationToken) is not { IsOnDisplay: true } own) return null;
        var pixels = await db.Set<Case>().Where(c => c.Id == own.Item.CaseId).Select(c => c.Pixels).SingleAsync(cancellationToken);
        return SlotPicture.Of(GrayPng.Read(await blobs.ReadAsync(pixels, cancellationToken)));
    }
}
