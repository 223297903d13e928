namespace StudyPortal.Statistics.Mrmc;

/// <summary>Intervals and tests of an estimate over its standard error: Student's t, possibly with fractional or infinite df, or normal.</summary>
internal static class Wald
{
    /// <summary>Centre +- critical value x standard error.</summary>
    /// <param name="df">Null for the normal distribution.</param>
    public static Interval Interval(double centre, double standardError, double? df, double confidence)
    {
        var critical = df is { } degrees ? Distributions.StudentCritical(confidence, degrees) : Distributions.NormalCritical(confidence);
        return new Interval(centre - (critical * standardError), centre + (critical * standardError), confidence);
    }

    public static double TwoSided(double statistic, double? df) =>
        df is { } degrees ? Distributions.StudentTwoSided(statistic, degrees) : Distributions.NormalTwoSided(statistic);

    /// <summary>The standard error; a negative estimate of variance has none.</summary>
    public static Estimate Root(this Estimate variance) =>
        variance.Value < 0 ? Estimate.Undefined("the variance estimate is negative") : variance.Select(Math.Sqrt);

    /// <summary>Cut at 0 and 1, which no area passes.</summary>
    public static Interval Clipped(this Interval interval) =>
        new(Math.Clamp(interval.Low, 0, 1), Math.Clamp(interval.High, 0, 1), interval.Confidence);
}
