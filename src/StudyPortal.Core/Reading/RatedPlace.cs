using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>When a place was rated for the first time, and after how many active seconds; nothing of what was said.</summary>
internal sealed record RatedPlace(StudyReaderId ReaderId, DateTime AtUtc, double Seconds)
{
    /// <summary>Of the pilot or of the study itself, in the order of time; a place with several questions counts once, with the time until the last of them.</summary>
    public static async Task<List<RatedPlace>> ListAsync(PortalDb db, IQueryable<ReadingSlot> slots, CancellationToken cancellationToken)
    {
        var first = await (
            from change in db.Set<AnswerEvent>().AsNoTracking()
            join slot in slots on change.SlotId equals slot.Id
            where change.Version == 1
            orderby change.Id
            select new { slot.Id, slot.ReaderId, change.AtUtc, change.ActiveMilliseconds }).ToListAsync(cancellationToken);
        return [.. first.GroupBy(c => (c.Id, c.ReaderId))
            .Select(place => new RatedPlace(place.Key.ReaderId, place.Min(c => c.AtUtc), place.Max(c => c.ActiveMilliseconds) / 1000.0))];
    }
}
