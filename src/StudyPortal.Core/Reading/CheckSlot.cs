using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Whether a person may look at a place now; for a browser that still holds its pixels.</summary>
public sealed class CheckSlot(IDbContextFactory<PortalDb> databases)
{
    public async Task<bool> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await OwnSlot.FindAsync(db, slot, account, cancellationToken) is { IsOnDisplay: true };
    }
}
