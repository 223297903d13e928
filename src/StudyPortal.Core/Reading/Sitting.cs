using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>
/// Places that a reader rated for the first time, each less than two hours after the one before; a sitting is over two hours after
/// its last. Corrections neither count nor prolong it. A clock that was set back ends it like a break: a time ahead must not keep anybody
/// from reading until the clock has caught up.
/// </summary>
/// <param name="Rated">How many places belong to the sitting that is going on; 0 where none is.</param>
/// <param name="Left">After this time without a further place it is over.</param>
public readonly record struct Sitting(int Rated, TimeSpan Left)
{
    public static readonly TimeSpan Gap = TimeSpan.FromHours(2);

    internal static async Task<Sitting> OfAsync(PortalDb db, StudyReaderId reader, DateTime now, CancellationToken cancellationToken)
    {
        var places = await RatedPlace.ListAsync(db, db.Set<ReadingSlot>().Where(s => s.ReaderId == reader), cancellationToken);
        return Of([.. places.Select(p => p.AtUtc)], now);
    }

    /// <param name="times">In the order of the ratings.</param>
    internal static Sitting Of(IReadOnlyList<DateTime> times, DateTime now)
    {
        var rated = 0;
        for (var next = now; rated < times.Count && (next - times[^(rated + 1)]).Duration() < Gap; rated++) next = times[^(rated + 1)];
        return rated == 0 ? default : new Sitting(rated, Gap - (now - times[^1]).Duration());
    }
}
