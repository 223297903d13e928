using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Slopes of ratings and times along the reading.</summary>
internal sealed class DriftAnalysis(QuestionRatings ratings, double confidence)
{
    private readonly List<DriftPoint> _ratings = [.. ratings.Compared().Select(rating => DriftPoint.OfRating(rating, ratings.Table)).OfType<DriftPoint>()];
    private readonly List<DriftPoint> _times = [.. ratings.Compared().Select(DriftPoint.OfTime).OfType<DriftPoint>()];

    public DriftResults Run()
    {
        var readers = ratings.Table.Readers.Select(Reader).ToList();
        return new DriftResults(
            OverReaders(readers, reader => reader.RatingPerHundredPlaces),
            OverReaders(readers, reader => reader.RatingPerSession),
            OverReaders(readers, reader => reader.RatingLastMinusFirst),
            OverReaders(readers, reader => reader.TimePerHundredPlaces),
            OverReaders(readers, reader => reader.TimePerSession),
            OverReaders(readers, reader => reader.TimeLastMinusFirst),
            readers,
            [.. ratings.Compared().Select(rating => rating.Session).Distinct().Order().Select(Session)]);
    }

    private ReaderDrift Reader(string reader)
    {
        var (rated, timed) = (_ratings.FindAll(point => point.Reader == reader), _times.FindAll(point => point.Reader == reader));
        const string alone = "no other reader rated the same maps", untimed = "no time was recorded";
        return new ReaderDrift(
            reader,
            rated.Count, PerHundredPlaces(rated, alone), PerSession(rated, alone), LastMinusFirst(rated, alone),
            timed.Count, PerHundredPlaces(timed, untimed), PerSession(timed, untimed), LastMinusFirst(timed, untimed));
    }

    private Measured PerHundredPlaces(List<DriftPoint> points, string whyNone) =>
        Slope(points, point => point.Position / 100.0, whyNone, "the ratings have no different positions");

    private Measured PerSession(List<DriftPoint> points, string whyNone) => Slope(points, point => point.Session, whyNone, "there was one session only");

    private Measured Slope(List<DriftPoint> points, Func<DriftPoint, double> place, string whyNone, string whyFlat)
    {
        if (points.Count == 0) return Measured.Undefined(whyNone);
        double[] places = [.. points.Select(place)];
        return places.Distinct().Count() == 1
            ? Measured.Undefined(whyFlat)
            : Measured.From(LinearTrend.Of(places, [.. points.Select(point => point.Value)], confidence).Slope);
    }

    private static Measured LastMinusFirst(List<DriftPoint> points, string whyNone)
    {
        var third = points.Count / 3;
        if (points.Count == 0) return Measured.Undefined(whyNone);
        if (third == 0) return Measured.Undefined("needs at least three ratings");
        return points.Select(point => point.Position).Distinct().Count() == 1
            ? Measured.Undefined("the ratings have no different positions")
            : Measured.Of(points.TakeLast(third).Average(point => point.Value) - points.Take(third).Average(point => point.Value));
    }

    /// <summary>Readers are the independent units.</summary>
    private Measured OverReaders(List<ReaderDrift> readers, Func<ReaderDrift, Measured> number)
    {
        var values = readers.Select(number).Select(measured => measured.Value).Where(value => value is not null).ToList();
        return values.Count switch
        {
            0 => Measured.Undefined(readers.Select(number).FirstOrDefault()?.Reason ?? "there are no ratings"),
            1 => Measured.Of(values[0].GetValueOrDefault()) with { Reason = "a single reader gives no interval" },
            _ => Measured.From(PairedT.Of(values, [.. values.Select(_ => (double?)0)], confidence).MeanDifference),
        };
    }

    private SessionDrift Session(int session)
    {
        var rated = _ratings.FindAll(point => point.Session == session);
        var seconds = _times.Where(point => point.Session == session).Select(point => Math.Exp(point.Value));
        return new SessionDrift(
            session,
            ratings.Compared().Count(rating => rating.Session == session),
            rated.Count == 0 ? Measured.Undefined("no other reader rated the same maps") : Measured.Of(rated.Average(point => point.Value)),
            Quartiles.Of(seconds)?.Median);
    }
}
