namespace StudyPortal.Statistics.MixedModels;

/// <summary>Twice the difference of two maximised log likelihoods, against chi-square.</summary>
public sealed record LikelihoodRatioTest(Estimate ChiSquare, int Df, Estimate PValue)
{
    /// <summary>So small a difference is what rounding and convergence leave, and 0.</summary>
    private const double Noise = 1e-8;

    internal static LikelihoodRatioTest Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new LikelihoodRatioTest(undefined, 0, undefined);
    }

    internal static LikelihoodRatioTest Of(double difference, int df)
    {
        var chiSquare = difference < Noise ? 0 : difference;
        return new LikelihoodRatioTest(Estimate.Of(chiSquare), df, Estimate.Of(Distributions.ChiSquareUpper(chiSquare, df)));
    }
}
