namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Raw agreement. <paramref name="CaseAveraged"/> is the share of agreeing reader pairs, averaged over the cases with two ratings or
/// more, with Gwet's standard error and t interval (Handbook of Inter-Rater Reliability, 4th ed. 2014), cut to 0 and 1. Only equal ratings
/// agree. O(cases x readers^2).
/// </summary>
public sealed record PercentAgreement(
    Estimate CaseAveraged,
    Estimate StandardError,
    Estimate PValue,
    int CompleteCases,
    Estimate AllReadersIdentical,
    IReadOnlyList<ReaderPairAgreement> Pairs)
{
    /// <summary>The mean over reader pairs of their exact agreement.</summary>
    public Estimate MeanPairwiseExact => MeanOf(pair => pair.Exact);

    /// <summary>The mean over reader pairs of their agreement within one point.</summary>
    public Estimate MeanPairwiseWithinOne => MeanOf(pair => pair.WithinOne);

    public static PercentAgreement Of(RatingMatrix ratings, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var complete = ratings.CompleteRows();
        var identical = complete.Count(row => row.Min() == row.Max());
        var (value, standardError, pValue) = OverCases(ratings, confidence);
        var pairs = from first in Enumerable.Range(0, ratings.Columns)
                    from second in Enumerable.Range(first + 1, ratings.Columns - first - 1)
                    select Pair(ratings, first, second);
        return new PercentAgreement(
            value, standardError, pValue, complete.Length, Estimate.Ratio(identical, complete.Length, "no complete case"), [.. pairs]);
    }

    private static (Estimate Value, Estimate StandardError, Estimate PValue) OverCases(RatingMatrix ratings, double confidence)
    {
        var rated = Enumerable.Range(0, ratings.Rows).Select(row => ratings.Present(row).ToList()).Where(row => row.Count > 0).ToList();
        var pairable = rated.Count(row => row.Count > 1);
        if (pairable == 0)
        {
            var undefined = Estimate.Undefined("no case has two ratings");
            return (undefined, undefined, undefined);
        }

        var shares = rated.Select(row => row.Count > 1 ? AgreeingShare(row) * rated.Count / pairable : 0).ToList();
        var value = shares.Average();
        var df = rated.Count - 1;
        var standardError = Math.Sqrt(shares.Sum(share => (share - value) * (share - value)) / (rated.Count * (double)df));
        if (df == 0 || standardError == 0)
        {
            var undefined = Estimate.Undefined("the agreement does not vary between cases");
            return (Estimate.WithoutInterval(value, "the agreement does not vary between cases"), undefined, undefined);
        }

        var half = Distributions.StudentCritical(confidence, df) * standardError;
        var interval = new Interval(Math.Max(0, value - half), Math.Min(1, value + half), confidence);
        return (
            Estimate.Of(value, interval),
            Estimate.Of(standardError),
            Estimate.Of(Distributions.StudentTwoSided(value / standardError, df)));
    }

    private static double AgreeingShare(List<double> ratings) =>
        ratings.GroupBy(rating => rating).Sum(group => group.Count() * (group.Count() - 1.0)) / (ratings.Count * (ratings.Count - 1.0));

    private static ReaderPairAgreement Pair(RatingMatrix ratings, int first, int second)
    {
        var distances = Enumerable.Range(0, ratings.Rows)
            .Select(row => ratings[row, first] - ratings[row, second]).OfType<double>().Select(Math.Abs).ToList();
        const string reason = "the readers have no case in common";
        return new ReaderPairAgreement(
            first,
            second,
            distances.Count,
            Estimate.Ratio(distances.Count(distance => distance == 0), distances.Count, reason),
            Estimate.Ratio(distances.Count(distance => distance <= 1), distances.Count, reason));
    }

    private Estimate MeanOf(Func<ReaderPairAgreement, Estimate> agreement)
    {
        var defined = Pairs.Select(pair => agreement(pair).Value).OfType<double>().ToList();
        return Estimate.Ratio(defined.Sum(), defined.Count, "no two readers have a case in common");
    }
}
