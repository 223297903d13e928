using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>In a study of two steps: the moment when a reader was shown the map of a place, which locks what he said before.</summary>
public sealed class MapReveal
{
    public required ReadingSlotId SlotId { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>The map may be seen: it was revealed, or the study asks nothing of the image alone.</summary>
    internal static async Task<bool> IsDoneAsync(PortalDb db, OwnSlot own, CancellationToken cancellationToken) =>
        !await db.Set<Question>().AnyAsync(q => q.StudyId == own.Study.Id && q.Step == ReadingStep.ImageAlone, cancellationToken)
        || await db.Set<MapReveal>().AnyAsync(reveal => reveal.SlotId == own.Slot.Id, cancellationToken);
}
