using MathNet.Numerics;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The smooth ROC curve of the binormal model, sensitivity = Phi(a + b Phi^-1(1 - specificity)): negatives are N(0, 1) and positives
/// N(a / b, 1 / b^2) behind ordered categories (Dorfman &amp; Alf, J Math Psychol 1969;6:487). Maximum likelihood over a, b and all cutoffs; scores
/// with ties are their own categories, and continuous ones are first put into runs of one truth, which leaves a and b as they are (LABROC4:
/// Metz, Herman &amp; Shen, Stat Med 1998;17:1033). Standard errors from the observed information, by the delta method for the area. Its a and
/// b are those of RJafroc's FitBinormalRoc and MRMCaov's binormal; pROC's smooth() fits a line by least squares and differs.
/// Undefined with one class and where the operating points allow a right-angled curve, to which the likelihood climbs without end: fewer
/// than two inner points, perfect separation. O(n log n), then O(categories) per Newton step.
/// </summary>
/// <param name="Positives">Cases.</param>
/// <param name="Negatives">Cases.</param>
/// <param name="Area">Phi(a / sqrt(1 + b^2)), with the interval found on the scale of Phi^-1 (as ROCKIT does), so within 0 to 1.</param>
/// <param name="AreaStandardError">Of the area.</param>
/// <param name="A">Intercept in Phi^-1 of both rates, with Wald interval.</param>
/// <param name="B">
/// Slope. Unless it is 1 the curve crosses the diagonal at <see cref="ChanceCrossing"/>, a hook where that lies well inside 0 to 1.
/// </param>
/// <param name="CovarianceOfAB">Of A and B.</param>
/// <param name="Cutoffs">Between the categories used, on the scale of the negatives, rising.</param>
/// <param name="LogLikelihood">Over the categories used, without the multinomial constant.</param>
public sealed record BinormalRoc(
    int Positives,
    int Negatives,
    Estimate Area,
    Estimate AreaStandardError,
    FittedParameter A,
    FittedParameter B,
    Estimate CovarianceOfAB,
    IReadOnlyList<double> Cutoffs,
    Estimate LogLikelihood)
{
    private const string RightAngled = "the operating points fit a right-angled curve, so the likelihood has no maximum";
    /// <summary>Slopes no further from 1 are 1: what the search leaves of a difference is rounding.</summary>
    private const double Alike = 1e-9;

    private const string NoMaximum = "the maximum of the likelihood was not found";

    /// <summary>The false positive rate at which the curve crosses the diagonal; null for b = 1, give or take rounding, and without a curve.</summary>
    public double? ChanceCrossing =>
        A.Value.Value is { } a && B.Value.Value is { } b && Math.Abs(b - 1) > Alike ? Distributions.NormalUpper(-a / (1 - b)) : null;

    public static BinormalRoc Of(RocSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is { } reason) return Undefined(sample, reason);

        var runs = TruthRuns.Of(ScoreLevels.Of(sample).Observed());
        if (runs.FitRightAngles) return Undefined(sample, RightAngled);

        return new BinormalLikelihood(runs).Maximum() is { } fit ? Of(sample, fit, confidence) : Undefined(sample, NoMaximum);
    }

    /// <summary>
    /// The curve at false positive rates from 0 to 1, with pointwise intervals and the simultaneous band of Working and Hotelling, both
    /// found on the scale of Phi^-1 (Ma &amp; Hall, Med Decis Making 1993;13:191). Empty without a curve. O(rates).
    /// </summary>
    public IReadOnlyList<BinormalPoint> Curve(IReadOnlyList<double> falsePositiveRates, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(falsePositiveRates);
        return A.Value.IsDefined ? [.. falsePositiveRates.Select(rate => BinormalPoint.Of(this, rate, confidence))] : [];
    }

    /// <summary>
    /// The area under the fitted curve where specificity, or sensitivity, lies in the range, by adaptive Gauss-Kronrod integration to about
    /// ten digits; without an interval.
    /// </summary>
    public Estimate PartialArea(PartialFocus focus, double from, double to = 1)
    {
        if (!(from >= 0 && from < to && to <= 1))
            throw new ArgumentOutOfRangeException(nameof(from), from, $"Expected a range within 0 to 1, not {from} to {to}.");
        if (A.Value.Value is not { } a || B.Value.Value is not { } b) return Area;

        // The mirrored curve, specificity over 1 - sensitivity, is binormal with a / b and 1 / b.
        var (intercept, slope) = focus == PartialFocus.Specificity ? (a, b) : (a / b, 1 / b);
        var (low, high) = (Math.Max(Distributions.NormalUpperQuantile(to), -10), Math.Min(Distributions.NormalUpperQuantile(from), 10));
        var area = Integrate.GaussKronrod(
            z => Distributions.NormalUpper(-intercept - (slope * z)) * BinormalLikelihood.Density(z), low, high, 1e-11, 20);
        return Estimate.WithoutInterval(area, "no interval is computed for a partial binormal area");
    }

    private static BinormalRoc Of(RocSample sample, BinormalFit fit, double confidence)
    {
        var root = Math.Sqrt(1 + (fit.B * fit.B));
        var (byA, byB) = (1 / root, -fit.A * fit.B / (root * root * root));
        var centre = fit.A / root;
        var standardError = Math.Sqrt((byA * byA * fit.VarianceOfA) + (2 * byA * byB * fit.Covariance) + (byB * byB * fit.VarianceOfB));
        var half = Distributions.NormalCritical(confidence) * standardError;
        var interval = new Interval(
            Distributions.NormalUpper(half - centre), Distributions.NormalUpper(-half - centre), confidence);
        return new BinormalRoc(
            sample.Positives.Count,
            sample.Negatives.Count,
            Estimate.Of(Distributions.NormalUpper(-centre), interval),
            Estimate.Of(BinormalLikelihood.Density(centre) * standardError),
            FittedParameter.Of(fit.A, fit.VarianceOfA, confidence),
            FittedParameter.Of(fit.B, fit.VarianceOfB, confidence),
            Estimate.Of(fit.Covariance),
            fit.Cutoffs,
            Estimate.Of(fit.LogLikelihood));
    }

    private static BinormalRoc Undefined(RocSample sample, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        var parameter = FittedParameter.Undefined(reason);
        return new BinormalRoc(
            sample.Positives.Count, sample.Negatives.Count, undefined, undefined, parameter, parameter, undefined, [], undefined);
    }
}
