using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>
/// Places that a reader rated for the first time, each less than two hours after the one before; a sitting is over two hours after
/// its last. Corrections neither count nor prolong it. A clock that was set back ends it like a break: a time ahead must not keep anybody
/// from reading until the clock has caught up.
/// </summary>
internal static class Sitting
{
    public static readonly TimeSpan Gap = TimeSpan.FromHours(2);

    /// <summary>How many places belong to the sitting that is going on; 0 where none is.</summary>
    public static async Task<int> RatedAsync(PortalDb db, StudyReaderId reader, DateTime now, CancellationToken cancellationToken)
    {
        var places = await RatedPlace.ListAsync(db, db.Set<ReadingSlot>().Where(s => s.ReaderId == reader), cancellationToken);
        return Rated([.. places.Select(p => p.AtUtc)], now);
    }

    /// <param name="times">In the order of the ratings.</param>
    internal static int Rated(IReadOnlyList<DateTime> times, DateTime now)
    {
        var rated = 0;
        for (var next = now; rated < times.Count && (next - times[^(rated + 1)]).Duration() < Gap; rated++) next = times[^(rated + 1)];
        return rated;
    }
}
