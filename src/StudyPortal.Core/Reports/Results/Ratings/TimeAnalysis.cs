using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How long readers looked at a map before they rated it.</summary>
internal sealed class TimeAnalysis(QuestionRatings ratings)
{
    private readonly List<RatingFacts> _compared = [.. ratings.Compared()];

    public TimeResults Run() => new(
        [.. ratings.Table.Arms.Select(arm => new ArmTimes(arm, QuartilesOf(_compared.Where(rating => rating.Arm == arm))))],
        [.. ratings.Table.Readers.Select(Reader)],
        [
            .. from reader in ratings.Table.Readers
               from arm in ratings.Table.Arms
               select new ReaderArmTimes(reader, arm, QuartilesOf(_compared.Where(rating => rating.Reader == reader && rating.Arm == arm))),
        ]);

    private ReaderTimes Reader(string reader)
    {
        var all = ratings.All.Where(rating => rating.Reader == reader).ToList();
        return new ReaderTimes(
            reader,
            QuartilesOf(_compared.Where(rating => rating.Reader == reader)),
            all.Sum(rating => (long)rating.ActiveMilliseconds) / 1000.0,
            all.Count,
            all.Select(rating => rating.Session).Distinct().Count());
    }

    private static TimeQuartiles QuartilesOf(IEnumerable<RatingFacts> given)
    {
        double[] seconds = [.. given.Where(rating => rating.ActiveMilliseconds > 0).Select(rating => rating.ActiveMilliseconds / 1000.0)];
        var quartiles = Quartiles.Of(seconds);
        return new TimeQuartiles(seconds.Length, quartiles?.First, quartiles?.Median, quartiles?.Third);
    }
}
