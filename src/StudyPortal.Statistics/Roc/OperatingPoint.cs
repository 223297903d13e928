namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The four counts under the rule "positive when score >= threshold", and what follows from them. A proportion of nothing is undefined;
/// a likelihood ratio with only its denominator 0 is infinite.
/// </summary>
public sealed record OperatingPoint(double Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    public Proportion Sensitivity => new(TruePositives, TruePositives + FalseNegatives);

    public Proportion Specificity => new(TrueNegatives, TrueNegatives + FalsePositives);

    public Proportion PositivePredictiveValue => new(TruePositives, TruePositives + FalsePositives);

    public Proportion NegativePredictiveValue => new(TrueNegatives, TrueNegatives + FalseNegatives);

    public Proportion Accuracy => new(
        TruePositives + TrueNegatives, TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    public Estimate BalancedAccuracy => YoudenJ.Select(j => (j + 1) / 2);

    /// <summary>Sensitivity + specificity - 1.</summary>
    public Estimate YoudenJ
    {
        get
        {
            double positives = TruePositives + FalseNegatives, negatives = TrueNegatives + FalsePositives;
            return Estimate.Ratio(
                (TruePositives * negatives) - (FalsePositives * positives), positives * negatives, "a class has no cases");
        }
    }

    public Estimate F1 => Estimate.Ratio(
        2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives, "nothing is positive, in truth or by the rule");

    public Estimate PositiveLikelihoodRatio =>
        Quotient(Sensitivity, Specificity.Complement, "sensitivity and false positive rate are both 0");

    public Estimate NegativeLikelihoodRatio => Quotient(Sensitivity.Complement, Specificity, "false negative rate and specificity are both 0");

    /// <summary>The four counts at a threshold of one's own, which need not be an observed score. O(cases).</summary>
    public static OperatingPoint At(RocSample sample, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (double.IsNaN(threshold)) throw new ArgumentException("The threshold is NaN: expected a number or an infinity.", nameof(threshold));

        var truePositives = sample.Positives.Count(score => score >= threshold);
        var falsePositives = sample.Negatives.Count(score => score >= threshold);
        return FromCalls(sample, threshold, truePositives, falsePositives);
    }

    /// <summary>One point per distinct score, highest threshold first. O(n log n).</summary>
    public static IEnumerable<OperatingPoint> AtEveryScore(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var counts = ScoreLevels.Of(sample).Observed();
        return counts.Scores.Zip(
            counts.Calls(), (threshold, calls) => FromCalls(sample, threshold, calls.TruePositives, calls.FalsePositives));
    }

    /// <summary>Nothing is called positive: the threshold lies above every score.</summary>
    internal static OperatingPoint AboveEveryScore(RocSample sample) => FromCalls(sample, double.PositiveInfinity, 0, 0);

    private static OperatingPoint FromCalls(RocSample sample, double threshold, int truePositives, int falsePositives) => new(
        threshold, truePositives, falsePositives, sample.Negatives.Count - falsePositives, sample.Positives.Count - truePositives);

    private static Estimate Quotient(Proportion numerator, Proportion denominator, string reason) =>
        numerator.Value is { } above && denominator.Value is { } below
            ? Estimate.UnboundedRatio(above, below, reason)
            : Estimate.Undefined("a class has no cases");
}
