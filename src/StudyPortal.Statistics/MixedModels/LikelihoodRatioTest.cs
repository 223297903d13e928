namespace StudyPortal.Statistics.MixedModels;

/// <summary>Twice the difference of two maximised log likelihoods, against chi-square.</summary>
public sealed record LikelihoodRatioTest(Estimate ChiSquare, int Df, Estimate PValue)
{
    internal static LikelihoodRatioTest Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new LikelihoodRatioTest(undefined, 0, undefined);
    }

    /// <summary>Rounding below 0 is 0.</summary>
    internal static LikelihoodRatioTest Of(double chiSquare, int df) => new(
        Estimate.Of(Math.Max(0, chiSquare)), df, Estimate.Of(Distributions.ChiSquareUpper(chiSquare, df)));
}
