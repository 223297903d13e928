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

    public static AreaUnderCurve Area(RocSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (positives, negatives) = (sample.Positives.Count, sample.Negatives.Count);
        if (sample.MissingClass is { } reason)
            return new AreaUnderCurve(positives, negatives, Estimate.Undefined(reason), Estimate.Undefined(reason), null);

        var placements = Placements.Of(sample);
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

    /// <summary>Two models on the same cases; pair them with <see cref="RocSample.Paired"/>.</summary>
    public static AreaDifference ComparePaired(RocSample first, RocSample second, double confidence = 0.95)
    {
        var (areaOfFirst, areaOfSecond) = (Area(first, confidence), Area(second, confidence));
        if ((areaOfFirst.Positives, areaOfFirst.Negatives) != (areaOfSecond.Positives, areaOfSecond.Negatives))
            throw new ArgumentException("The samples hold different cases: expected two scores of the same cases.", nameof(second));

        if (areaOfFirst.Variance.Reason is { } reason) return Untestable(areaOfFirst, areaOfSecond, reason);

        var (x, y) = (Placements.Of(first), Placements.Of(second));
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

    /// <summary>Areas on two independent sets of cases; Student's t with Welch's degrees of freedom, as pROC does.</summary>
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
