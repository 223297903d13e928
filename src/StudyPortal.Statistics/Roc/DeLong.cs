namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Nonparametric ROC areas and their comparison: DeLong, DeLong &amp; Clarke-Pearson, Biometrics 1988;44:837. Ties count one half.
/// O(n log n) by midranks (Sun &amp; Xu, IEEE Signal Process Lett 2014;21:1389).
/// </summary>
public static class DeLong
{
    private const string TooFew = "the variance needs at least two positive and two negative cases";
    private const string NoVariance = "the DeLong variance is 0 although the area is not certain, so there is no interval";
    private const string NoVarianceOfDifference = "the variance of the difference is 0, so there is neither an interval nor a test";

    /// <summary>
    /// The area with its variance; Wald interval clipped to [0, 1] as pROC's, and the logit interval. Without an interval where the
    /// variance is 0 or a class has fewer than two cases. O(n log n).
    /// </summary>
    public static AreaUnderCurve Area(RocSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Area(sample, Placements.Of(sample), confidence);
    }

    private static AreaUnderCurve Area(RocSample sample, Placements placements, double confidence)
    {
        var (positives, negatives) = (sample.Positives.Count, sample.Negatives.Count);
        if (sample.MissingClass is { } reason)
            return new AreaUnderCurve(positives, negatives, Estimate.Undefined(reason), Estimate.Undefined(reason), null);

        var area = placements.Area;
        if (positives < 2 || negatives < 2)
            return new AreaUnderCurve(positives, negatives, Estimate.WithoutInterval(area, TooFew), Estimate.Undefined(TooFew), null);

        var variance = Placements.Covariance(placements, placements);
        return variance == 0
            ? new AreaUnderCurve(positives, negatives, Estimate.WithoutInterval(area, NoVariance), Estimate.Of(0), null)
            : new AreaUnderCurve(
                positives,
                negatives,
                Estimate.Of(area, Wald(area, Math.Sqrt(variance), confidence, 0, 1)),
                Estimate.Of(variance),
                Logit(area, Math.Sqrt(variance), confidence));
    }

    /// <summary>Two models on the same cases; pair them with <see cref="RocSample.Paired"/>. The test is normal. O(n log n).</summary>
    public static AreaDifference ComparePaired(RocSample first, RocSample second, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Compare([first, second], confidence).Pairs[0].Difference;
    }

    /// <summary>
    /// Any number of models on the same cases, every one ranked once: areas, all pairs (first minus second, not corrected for their
    /// number) and the test that all areas are equal. O(models n log n + models^2 n), the models ranked on all cores.
    /// </summary>
    public static PairedAreas Compare(IReadOnlyList<RocSample> models, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0) throw new ArgumentException("There is no model: expected at least one.", nameof(models));
        if (models.Any(model => (model.Positives.Count, model.Negatives.Count) != (models[0].Positives.Count, models[0].Negatives.Count)))
            throw new ArgumentException("The samples hold different cases: expected scores of the same cases.", nameof(models));

        var placements = new Placements[models.Count];
        Parallel.For(0, models.Count, model => placements[model] = Placements.Of(models[model]));
        var areas = models.Zip(placements, (model, of) => Area(model, of, confidence)).ToList();
        var pairs = from first in Enumerable.Range(0, models.Count)
                    from second in Enumerable.Range(first + 1, models.Count - first - 1)
                    let difference = Paired(areas[first], areas[second], placements[first], placements[second], confidence)
                    select new AreaPair(first, second, difference);
        var (chiSquare, p) = areas[0].Variance.Reason is { } reason
            ? (Estimate.Undefined(reason), Estimate.Undefined(reason))
            : EqualityOfAreas.Test(placements);
        return new PairedAreas(areas, [.. pairs], chiSquare, models.Count - 1, p);
    }

    private static AreaDifference Paired(
        AreaUnderCurve areaOfFirst, AreaUnderCurve areaOfSecond, Placements x, Placements y, double confidence)
    {
        if (areaOfFirst.Variance.Reason is { } reason) return Untestable(areaOfFirst, areaOfSecond, reason);

        var difference = x.Minus(y);
        var standardError = Math.Sqrt(Placements.Covariance(difference, difference));
        var covariance = Estimate.Of(Placements.Covariance(x, y));
        var z = Estimate.Ratio(difference.Area, standardError, NoVarianceOfDifference);
        return new AreaDifference(
            areaOfFirst,
            areaOfSecond,
            covariance,
            WithWald(difference.Area, standardError, confidence),
            Estimate.Of(standardError),
            z,
            DegreesOfFreedom: null,
            z.Select(Distributions.NormalTwoSided));
    }

    /// <summary>Areas on two independent sets of cases; Student's t with Welch's degrees of freedom, as pROC does. O(n log n).</summary>
    public static AreaDifference CompareIndependent(RocSample first, RocSample second, double confidence = 0.95)
    {
        var (x, y) = (Area(first, confidence), Area(second, confidence));
        if ((x.Variance.Reason ?? y.Variance.Reason) is { } reason) return Untestable(x, y, reason);

        var (varianceOfX, varianceOfY) = (x.Variance.Value.GetValueOrDefault(), y.Variance.Value.GetValueOrDefault());
        var standardError = Math.Sqrt(varianceOfX + varianceOfY);
        var difference = x.Area.Value.GetValueOrDefault() - y.Area.Value.GetValueOrDefault();
        var t = Estimate.Ratio(difference, standardError, "both DeLong variances are 0, so there is no test");
        var df = Math.Pow(varianceOfX + varianceOfY, 2)
            / ((varianceOfX * varianceOfX / (x.Positives + x.Negatives - 1)) + (varianceOfY * varianceOfY / (y.Positives + y.Negatives - 1)));
        return new AreaDifference(
            x,
            y,
            Estimate.Of(0),
            WithWald(difference, standardError, confidence),
            Estimate.Of(standardError),
            t,
            t.IsDefined ? df : null,
            t.Select(value => Distributions.StudentTwoSided(value, df)));
    }

    private static AreaDifference Untestable(AreaUnderCurve first, AreaUnderCurve second, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        var difference = first.Area.Value - second.Area.Value is { } value ? Estimate.WithoutInterval(value, reason) : undefined;
        return new AreaDifference(first, second, undefined, difference, undefined, undefined, null, undefined);
    }

    private static Estimate WithWald(double difference, double standardError, double confidence) => standardError == 0
        ? Estimate.WithoutInterval(difference, NoVarianceOfDifference)
        : Estimate.Of(difference, Wald(difference, standardError, confidence, -1, 1));

    private static Interval Wald(double centre, double standardError, double confidence, double lowest, double highest)
    {
        var half = Distributions.NormalCritical(confidence) * standardError;
        return new Interval(Math.Max(lowest, centre - half), Math.Min(highest, centre + half), confidence);
    }

    private static Interval? Logit(double area, double standardError, double confidence)
    {
        if (area is 0 or 1) return null;

        var centre = Math.Log(area / (1 - area));
        var half = Distributions.NormalCritical(confidence) * standardError / (area * (1 - area));
        return new Interval(Logistic(centre - half), Logistic(centre + half), confidence);
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
