namespace StudyPortal.Statistics.Roc;

/// <summary>A parameter of a model fitted by maximum likelihood, with its Wald interval, which is not clipped.</summary>
public sealed record FittedParameter(Estimate Value, Estimate StandardError)
{
    internal static FittedParameter Of(double value, double variance, double confidence)
    {
        var standardError = Math.Sqrt(variance);
        var half = Distributions.NormalCritical(confidence) * standardError;
        return new FittedParameter(Estimate.Of(value, new Interval(value - half, value + half, confidence)), Estimate.Of(standardError));
    }

    internal static FittedParameter Undefined(string reason) => new(Estimate.Undefined(reason), Estimate.Undefined(reason));
}
