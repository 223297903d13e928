namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The reader-averaged area and its variance over readers and cases at one stroke, as a U-statistic (Gallas, Acad Radiol 2006;13:353;
/// Gallas, Bandos, Samuelson &amp; Wagner, Commun Stat Theory Methods 2009;38:2586): any design, any gaps, nothing imputed; every observed
/// comparison of a positive with a negative by a reader counts once, ties one half. Readers and cases are random. Variances are unbiased;
/// the degrees of freedom are those of iMRMC, kept fractional. O(arms^2 x readers^2 x positives x negatives).
/// </summary>
/// <param name="Positives">Analysed.</param>
/// <param name="Negatives">Analysed.</param>
/// <param name="LeftOut">Cases without truth or without scores.</param>
/// <param name="Arms">In order.</param>
/// <param name="Pairs">First arm before second.</param>
public sealed record OneShot(
    int Positives, int Negatives, int LeftOut, IReadOnlyList<OneShotArm> Arms, IReadOnlyList<OneShotPair> Pairs)
{
    private const string NoPair = "no two readers scored different positives and negatives, so reader variance cannot be estimated";
    private const string NoCovariance = "no two readers of the two arms scored different positives and negatives";

    public static OneShot Of(MrmcSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Probability.Open(confidence, nameof(confidence));
        var cells = Enumerable.Range(0, sample.Arms)
            .Select(arm => Enumerable.Range(0, sample.Readers).Select(reader => sample[arm, reader]).ToArray()).ToArray();
        var own = Array.ConvertAll(cells, ofArm => UStatistic.Of(ofArm, ofArm));
        var pairs = from first in Enumerable.Range(0, sample.Arms)
                    from second in Enumerable.Range(first + 1, sample.Arms - first - 1)
                    select Pair(first, second, cells, own, confidence);
        return new OneShot(
            sample.Positives,
            sample.Negatives,
            sample.LeftOut,
            [.. cells.Select((ofArm, arm) => Arm(arm, ofArm, own[arm], confidence))],
            [.. pairs]);
    }

    private static OneShotArm Arm(int arm, ScoredCell[] cells, UStatistic? own, double confidence)
    {
        var readers = cells.Select(Reader).ToList();
        if (Area(cells) is not { } area || own is null) return WithoutVariance(arm, Area(cells), readers);

        var error = OneShotError.Of(own.Covariance, own.BiasedComponents, own.Df);
        Interval? Around(double? df) => error.Error.Value is { } root ? Wald.Interval(area, root, df, confidence) : null;
        return new OneShotArm(
            arm,
            Around(error.Df) is { } interval ? Estimate.Of(area, interval) : Estimate.WithoutInterval(area, error.Error.Reason!),
            Estimate.Of(own.Covariance),
            Estimate.Of(own.BiasedCovariance),
            error.Df,
            own.Moments,
            own.Coefficients,
            own.Components,
            Around(null),
            Around(error.ImrmcDf),
            readers);
    }

    private static OneShotArm WithoutVariance(int arm, double? area, List<OneShotReader> readers)
    {
        var reason = area is null ? "no reader scored both a positive and a negative case" : NoPair;
        var undefined = Estimate.Undefined(reason);
        var alone = area is { } value ? Estimate.WithoutInterval(value, reason) : undefined;
        return new OneShotArm(arm, alone, undefined, undefined, null, [], [], null, null, null, readers);
    }

    private static OneShotReader Reader(ScoredCell cell, int reader)
    {
        var area = cell.Comparisons == 0
            ? Estimate.Undefined("the reader did not score both a positive and a negative case under this arm")
            : Estimate.Of(cell.Area);
        var variance = cell.Positives < 2 || cell.Negatives < 2
            ? Estimate.Undefined("the variance needs at least two positive and two negative cases")
            : Estimate.Of(CellCovariance.Unbiased(cell, cell));
        return new OneShotReader(reader, cell.Positives, cell.Negatives, area, variance);
    }

    private static OneShotPair Pair(int first, int second, ScoredCell[][] cells, UStatistic?[] own, double confidence)
    {
        var difference = Area(cells[first]) - Area(cells[second]);
        if (difference is not { } value) return WithoutVariance(first, second, null, "an arm has no area", confidence);

        if (own[first] is not { } ofFirst || own[second] is not { } ofSecond) return WithoutVariance(first, second, value, NoPair, confidence);

        return UStatistic.Of(cells[first], cells[second]) is { } both
            ? Pair(first, second, value, ofFirst, ofSecond, both, confidence)
            : WithoutVariance(first, second, value, NoCovariance, confidence);
    }

    private static OneShotPair Pair(
        int first, int second, double difference, UStatistic ofFirst, UStatistic ofSecond, UStatistic both, double confidence)
    {
        var error = ErrorOfDifference(ofFirst, ofSecond, both);
        Interval? Around(double? df) => error.Error.Value is { } root ? Wald.Interval(difference, root, df, confidence) : null;
        Estimate PValue(double? df) => error.Error.Select(root => Wald.TwoSided(difference / root, df));
        return new OneShotPair(
            ArmPair.Of(first, second, difference, error.Error, error.Df, confidence),
            Estimate.Of(both.Covariance),
            Estimate.Of(error.Variance),
            Estimate.Of(ofFirst.BiasedCovariance + ofSecond.BiasedCovariance - (2 * both.BiasedCovariance)),
            both.Moments,
            both.Coefficients,
            both.Components,
            Around(null),
            PValue(null),
            Around(error.ImrmcDf),
            PValue(error.ImrmcDf));
    }

    private static OneShotError ErrorOfDifference(UStatistic first, UStatistic second, UStatistic both)
    {
        double Of(Func<CaseReaderComponents, double> component) =>
            component(first.BiasedComponents) + component(second.BiasedComponents) - (2 * component(both.BiasedComponents));
        var components = both.BiasedComponents with
        {
            Negative = Of(ofArm => ofArm.Negative),
            Positive = Of(ofArm => ofArm.Positive),
            Reader = Of(ofArm => ofArm.Reader),
        };
        var df = (
            Math.Min(first.Df.Negatives, second.Df.Negatives),
            Math.Min(first.Df.Positives, second.Df.Positives),
            Math.Min(first.Df.Readers, second.Df.Readers));
        var variance = first.Covariance + second.Covariance - (2 * both.Covariance);
        return OneShotError.Of(UStatistic.WithoutNoise(variance), components, df);
    }

    private static OneShotPair WithoutVariance(int first, int second, double? difference, string reason, double confidence)
    {
        var undefined = Estimate.Undefined(reason);
        var comparison = difference is { } value
            ? ArmPair.Of(first, second, value, undefined, null, confidence)
            : new ArmPair(first, second, undefined, undefined, null, undefined, undefined);
        return new OneShotPair(comparison, undefined, undefined, undefined, [], [], null, null, undefined, null, undefined);
    }

    private static double? Area(ScoredCell[] cells)
    {
        var comparisons = cells.Sum(cell => cell.Comparisons);
        return comparisons == 0 ? null : cells.Sum(cell => cell.TwiceWins) / (2 * comparisons);
    }
}
