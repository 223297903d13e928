namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// A coefficient (observed - expected) / (1 - expected) with Gwet's linearised standard error over cases, t interval and t test of 0
/// (Handbook of Inter-Rater Reliability, 4th ed. 2014). <paramref name="Expected"/> is 0 for untested percent agreement.
/// </summary>
public sealed record AgreementCoefficient(Estimate Value, Estimate StandardError, Estimate PValue, Estimate Observed, Estimate Expected)
{
    private const string SingleCase = "a single case has no standard error";
    private const string Constant = "the agreement does not vary between cases: the standard error is 0, although the estimate is not certain";

    internal static AgreementCoefficient Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new AgreementCoefficient(undefined, undefined, undefined, undefined, undefined);
    }

    internal static AgreementCoefficient Undefined(string reason, double observed, double expected) =>
        Undefined(reason) with { Observed = Estimate.Of(observed), Expected = Estimate.Of(expected) };

    /// <param name="value">The coefficient.</param>
    /// <param name="observed">Observed agreement.</param>
    /// <param name="expected">Agreement expected by chance.</param>
    /// <param name="contributions">What each case contributes to first order; their mean is the coefficient.</param>
    /// <param name="lowest">The smallest possible value: the interval ends there, and at 1.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    internal static AgreementCoefficient Of(
        double value, double observed, double expected, IReadOnlyCollection<double> contributions, double lowest, double confidence)
    {
        if (contributions.Count == 1)
            return Undefined(SingleCase, observed, expected) with { Value = Estimate.WithoutInterval(value, SingleCase) };

        var noise = 1e-13 * Math.Max(1, Math.Abs(value));
        if (contributions.All(contribution => Math.Abs(contribution - value) <= noise))
        {
            return Undefined(Constant, observed, expected) with
            {
                Value = Estimate.WithoutInterval(value, Constant), StandardError = Estimate.Of(0),
            };
        }

        var df = contributions.Count - 1;
        var squares = contributions.Sum(contribution => (contribution - value) * (contribution - value));
        var standardError = Math.Sqrt(squares / (contributions.Count * (double)df));
        var half = Distributions.StudentCritical(confidence, df) * standardError;
        var interval = new Interval(Math.Max(lowest, value - half), Math.Min(1, value + half), confidence);
        return new AgreementCoefficient(
            Estimate.Of(value, interval),
            Estimate.Of(standardError),
            Estimate.Of(Distributions.StudentTwoSided(value / standardError, df)),
            Estimate.Of(observed),
            Estimate.Of(expected));
    }
}
