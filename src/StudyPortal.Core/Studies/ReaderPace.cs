using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies;

/// <summary>How fast a reader goes.</summary>
/// <param name="MedianSeconds">Median active seconds per case; null before the first.</param>
/// <param name="RecentSeconds">The same over the last ten.</param>
/// <param name="PerDay">Cases a day over the last seven days, or since the first case, but at least a day; null where none was rated then.</param>
internal sealed record ReaderPace(double? MedianSeconds, double? RecentSeconds, double? PerDay)
{
    private const int Recent = 10;
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <param name="rated">One reader's, in the order of time.</param>
    /// <param name="now">Not before the last.</param>
    public static ReaderPace Of(IReadOnlyList<RatedPlace> rated, DateTime now)
    {
        if (rated.Count == 0) return new ReaderPace(null, null, null);
        var since = rated[0].AtUtc > now - Window ? rated[0].AtUtc : now - Window;
        var lately = rated.Count(place => place.AtUtc >= since);
        return new ReaderPace(
            Median(rated), Median([.. rated.TakeLast(Recent)]),
            lately == 0 ? null : lately / Math.Max(1, (now - since).TotalDays));
    }

    private static double Median(IReadOnlyList<RatedPlace> places)
    {
        var sorted = places.Select(place => place.Seconds).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
