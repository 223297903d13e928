using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>What the scores of a model are, so that they can be read as probabilities.</summary>
public enum ScoreScale
{
    /// <summary>log(p / (1 - p)), as the portal stores them.</summary>
    Logit,

    /// <summary>As they are; scores outside 0 to 1 are no probabilities, and what needs them is undefined.</summary>
    Probability,
}

internal static class ScoreScales
{
    /// <summary>The score at which the probability is one half.</summary>
    public static double Half(this ScoreScale scale) => scale == ScoreScale.Logit ? 0 : 0.5;

    public static RocSample Probabilities(this ScoreScale scale, RocSample sample) => scale == ScoreScale.Logit
        ? new RocSample([.. sample.Positives.Select(Logistic)], [.. sample.Negatives.Select(Logistic)])
        : sample;

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
