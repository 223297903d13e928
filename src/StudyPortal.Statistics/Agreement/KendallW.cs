namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Kendall's coefficient of concordance, corrected for ties (Kendall &amp; Gibbons, Rank Correlation Methods, 5th ed. 1990, ch. 6):
/// readers rank the cases, tied ratings sharing the mean of their ranks; cases with a missing rating are dropped.
/// O(readers x cases log cases).
/// </summary>
public sealed record KendallW(
    int Cases,
    int Readers,
    double SumOfSquares,
    double TieSum,
    Estimate W,
    Estimate WithoutTieCorrection,
    Estimate ChiSquare,
    Estimate PValue,
    Estimate MeanSpearman,
    FTest Approximation)
{
    public int Df => Math.Max(0, Cases - 1);

    public static KendallW Of(RatingMatrix ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var complete = ratings.CompleteRows();
        double n = complete.Length, m = ratings.Columns;
        var columns = Enumerable.Range(0, ratings.Columns).Select(reader => complete.Select(row => row[reader]).ToArray()).ToList();
        var ranks = columns.Select(Ranks.Of).ToList();
        var rankSums = Enumerable.Range(0, complete.Length).Select(row => ranks.Sum(column => column[row])).ToList();
        var s = rankSums.Sum(sum => Math.Pow(sum - (m * (n + 1) / 2), 2));
        var ties = columns.Sum(Ranks.TieSum);
        var untied = m * m * ((n * n * n) - n);

        var w = WhyUndefined(complete.Length, ratings.Columns) is { } reason
            ? Estimate.Undefined(reason)
            : Estimate.Ratio(12 * s, untied - (m * ties), "every reader gives all cases the same rating");
        var chiSquare = w.Select(value => m * (n - 1) * value);
        var df1 = n - 1 - (2 / m);
        return new KendallW(
            complete.Length,
            ratings.Columns,
            s,
            ties,
            w,
            w.Select(_ => 12 * s / untied),
            chiSquare,
            chiSquare.Select(value => Distributions.ChiSquareUpper(value, n - 1)),
            w.Select(value => ((m * value) - 1) / (m - 1)),
            FTest.Of(w.Select(value => value >= 1 ? double.PositiveInfinity : (m - 1) * value / (1 - value)), df1, (m - 1) * df1));
    }

    private static string? WhyUndefined(int cases, int readers)
    {
        if (readers < 2) return "needs at least two readers";
        return cases < 2 ? "needs at least two complete cases" : null;
    }
}
