using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Reading;

/// <summary>The map of a place, for the reader it belongs to; its hash is checked on the way.</summary>
public sealed class ReadSlotMap(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Null when this person has no such place, or it or its map may not be looked at now.</summary>
    public async Task<SlotPicture?> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await OwnSlot.FindAsync(db, slot, account, cancellationToken) is not { IsOnDisplay: true } own) return null;
        if (!await MapReveal.IsDoneAsync(db, own, cancellationToken)) return null;
        var rendering = await db.Set<SaliencyMap>().Where(m => m.Id == own.Item.SaliencyMapId).Select(m => m.Rendering).SingleAsync(cancellationToken);
        return SlotPicture.Of(RgbPng.Read(await blobs.ReadAsync(rendering, cancellationToken)));
    }
}
