using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Remembers the place that is on a reader's screen: there he goes on after a reload.</summary>
public sealed class ShowSlot(IDbContextFactory<PortalDb> databases, TimeProvider clock, ReadingFeed feed)
{
    /// <returns>False when this person has no such place.</returns>
    public async Task<bool> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginAnsweringAsync(slot, cancellationToken);
        if (await OwnSlot.FindAsync(db, slot, account, cancellationToken) is not { } own) return false;
        own.Reader.LastSeenUtc = clock.GetUtcNow().UtcDateTime;
        if (own.IsOfThisRound) own.Reader.MoveTo(own.Slot.Position);
        await db.SaveChangesAsync(cancellationToken);
        var counts = await ReadingCounts.OfReaderAsync(db, own.Reader.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ReadingProgress.Of(own.Reader, counts));
        return true;
    }
}
