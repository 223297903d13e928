namespace StudyPortal.Statistics.MixedModels;

/// <summary>Thresholds and odds of the arms of one fit.</summary>
internal sealed class ArmOdds(ProportionalOddsFit fit, double confidence)
{
    public IReadOnlyList<CategoryThreshold> Thresholds() =>
        [.. fit.Parameters.Thresholds.Select((value, index) => new CategoryThreshold(
            fit.Ratings.Categories[index],
            fit.Ratings.Categories[index + 1],
            Estimate.Of(value),
            fit.Covariance[index, index] is > 0 and var variance
                ? Estimate.Of(Math.Sqrt(variance))
                : Estimate.Undefined("the information on the thresholds is singular")))];

    public OddsEffect Effect(int first, int second)
    {
        if (first == second) return OddsEffect.Undefined("the arm is the reference");
        if (fit.Ratings.Layout.Position(first) is not { } minuend || fit.Ratings.Layout.Position(second) is not { } subtrahend)
            return OddsEffect.Undefined(ArmInference.NoRating);

        var difference = fit.Parameters.Effects[minuend] - fit.Parameters.Effects[subtrahend];
        var variance = Covariance(minuend, minuend) + Covariance(subtrahend, subtrahend) - (2 * Covariance(minuend, subtrahend));
        return OddsEffect.Of(difference, variance, confidence);
    }

    /// <summary>The first arm's effect is 0 by definition.</summary>
    private double Covariance(int first, int second) => first == 0 || second == 0
        ? 0
        : fit.Covariance[fit.Ratings.Thresholds + first - 1, fit.Ratings.Thresholds + second - 1];
}
