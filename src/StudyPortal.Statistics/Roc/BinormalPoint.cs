namespace StudyPortal.Statistics.Roc;

/// <summary>
/// A point of a fitted binormal curve: the sensitivity with its pointwise interval, and the part of the simultaneous band. Without either
/// at 0 and 1, where every curve begins and ends.
/// </summary>
public sealed record BinormalPoint(double FalsePositiveRate, Estimate TruePositiveRate, Interval? Simultaneous)
{
    internal static BinormalPoint Of(BinormalRoc curve, double rate, double confidence)
    {
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a false positive rate from 0 to 1.");
        if (rate is 0 or 1)
            return new BinormalPoint(rate, Estimate.WithoutInterval(rate, "every ROC curve goes from 0 to 1"), null);

        var z = -Distributions.NormalUpperQuantile(rate);
        var (errorOfA, errorOfB) = (Number(curve.A.StandardError), Number(curve.B.StandardError));
        var centre = Number(curve.A.Value) + (Number(curve.B.Value) * z);
        var variance = (errorOfA * errorOfA) + (2 * z * Number(curve.CovarianceOfAB)) + (z * z * errorOfB * errorOfB);
        var standardError = Math.Sqrt(variance);
        var (pointwise, simultaneous) = (Distributions.NormalCritical(confidence), Math.Sqrt(-2 * Math.Log(1 - confidence)));
        return new BinormalPoint(
            rate,
            Estimate.Of(Distributions.NormalUpper(-centre), Around(pointwise)),
            Around(simultaneous));

        Interval Around(double width) => new(
            Distributions.NormalUpper((width * standardError) - centre),
            Distributions.NormalUpper((-width * standardError) - centre),
            confidence);
    }

    private static double Number(Estimate estimate) => estimate.Value.GetValueOrDefault();
}
