using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Mrmc;

/// <summary>The mean area of the first arm minus that of the second, with its interval, and the test of no difference.</summary>
/// <param name="First">Ordinal of the first arm.</param>
/// <param name="Second">Ordinal of the second arm.</param>
/// <param name="Difference">First minus second.</param>
/// <param name="StandardError">Of the difference.</param>
/// <param name="Df">Of Student's t, not whole; null for the normal distribution and where there is no test.</param>
/// <param name="Statistic">Difference / standard error.</param>
/// <param name="PValue">Two-sided.</param>
public sealed record ArmPair(
    int First, int Second, Estimate Difference, Estimate StandardError, double? Df, Estimate Statistic, Estimate PValue)
{
    /// <summary>
    /// That the first arm is not worse than the second by the margin or more, with this pair's standard error and degrees of freedom.
    /// </summary>
    /// <param name="margin">The loss of area that would matter, above 0.</param>
    /// <param name="alpha">One-sided, below 0.5.</param>
    public NonInferiority TestNonInferiority(double margin, double alpha = 0.025) => StandardError.Value is { } error
        ? NonInferiority.Of(Difference, error, Df, margin, alpha)
        : NonInferiority.Of(Estimate.Undefined(StandardError.Reason!), 0, Df, margin, alpha);

    internal static ArmPair Of(int first, int second, double difference, Estimate standardError, double? df, double confidence)
    {
        if (standardError.Value is not { } error || error == 0)
        {
            var reason = standardError.Reason ?? "the standard error is 0";
            var undefined = Estimate.Undefined(reason);
            return new ArmPair(first, second, Estimate.WithoutInterval(difference, reason), standardError, null, undefined, undefined);
        }

        var statistic = difference / error;
        return new ArmPair(
            first,
            second,
            Estimate.Of(difference, Wald.Interval(difference, error, df, confidence)),
            standardError,
            df,
            Estimate.Of(statistic),
            Estimate.Of(Wald.TwoSided(statistic, df)));
    }
}
