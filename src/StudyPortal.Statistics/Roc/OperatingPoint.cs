namespace StudyPortal.Statistics.Roc;

/// <summary>The four counts under the rule "positive when score >= threshold", and what follows from them.</summary>
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

    public static OperatingPoint At(RocSample sample, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var truePositives = sample.Positives.Count(score => score >= threshold);
        var falsePositives = sample.Negatives.Count(score => score >= threshold);
        return FromCalls(sample, threshold, truePositives, falsePositives);
    }

    /// <summary>One point per distinct score, highest threshold first. O(n log n).</summary>
    public static IEnumerable<OperatingPoint> AtEveryScore(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var descending = sample.Positives.Select(score => (score, positive: true))
            .Concat(sample.Negatives.Select(score => (score, positive: false)))
            .OrderByDescending(item => item.score)
            .ToList();
        var (truePositives, falsePositives) = (0, 0);
        for (var index = 0; index < descending.Count; index++)
        {
            if (descending[index].positive) truePositives++;
            else falsePositives++;

            var lastOfItsTies = index + 1 == descending.Count || descending[index + 1].score != descending[index].score;
            if (lastOfItsTies) yield return FromCalls(sample, descending[index].score, truePositives, falsePositives);
        }
    }

    private static OperatingPoint FromCalls(RocSample sample, double threshold, int truePositives, int falsePositives) => new(
        threshold, truePositives, falsePositives, sample.Negatives.Count - falsePositives, sample.Positives.Count - truePositives);

    private static Estimate Quotient(Proportion numerator, Proportion denominator, string reason) =>
        numerator.Value is { } above && denominator.Value is { } below
            ? Estimate.UnboundedRatio(above, below, reason)
            : Estimate.Undefined("a class has no cases");
}
