namespace StudyPortal.Statistics.MixedModels;

/// <summary>How much more one arm is rated than another, with Wald's interval and test.</summary>
/// <param name="LogOdds">Above 0 where the first arm gets the higher ratings.</param>
/// <param name="OddsRatio">Its exponential: the odds of a rating above any category, first arm over second.</param>
public sealed record OddsEffect(Estimate LogOdds, Estimate StandardError, Estimate Z, Estimate PValue, Estimate OddsRatio)
{
    internal static OddsEffect Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new OddsEffect(undefined, undefined, undefined, undefined, undefined);
    }

    internal static OddsEffect Of(double logOdds, double variance, double confidence)
    {
        if (!(variance > 0)) return Undefined("the information on the effects of the arms is singular");

        var standardError = Math.Sqrt(variance);
        var half = Distributions.NormalCritical(confidence) * standardError;
        var (low, high) = (logOdds - half, logOdds + half);
        return new OddsEffect(
            Estimate.Of(logOdds, new Interval(low, high, confidence)),
            Estimate.Of(standardError),
            Estimate.Of(logOdds / standardError),
            Estimate.Of(Distributions.NormalTwoSided(logOdds / standardError)),
            Estimate.Of(Math.Exp(logOdds), new Interval(Math.Exp(low), Math.Exp(high), confidence)));
    }
}
