namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The mean squared difference between predicted probability and truth, 0 at best (Brier, Mon Weather Rev 1950;78:1, in the form for two
/// classes that scikit-learn uses), with the normal interval of a mean, clipped to [0, 1]. Undefined without cases and where a score is no
/// probability. O(n).
/// </summary>
/// <param name="Cases">How many entered.</param>
/// <param name="Score">The mean.</param>
/// <param name="Skill">
/// 1 - score / (p (1 - p)), with p the share of positives: the gain over predicting p for every case; negative when worse than that.
/// Undefined with one class.
/// </param>
public sealed record BrierScore(int Cases, Estimate Score, Estimate Skill)
{
    /// <param name="sample">Its scores are the predicted probabilities of being positive.</param>
    /// <param name="confidence">Of the interval.</param>
    public static BrierScore Of(RocSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var cases = sample.Prevalence.Total;
        if (Probabilities.Objection(sample) is { } reason)
            return new BrierScore(cases, Estimate.Undefined(reason), Estimate.Undefined(reason));

        double[] errors = [.. sample.Positives.Select(p => (1 - p) * (1 - p)), .. sample.Negatives.Select(p => p * p)];
        var score = errors.Average();
        var share = sample.Prevalence.Value.GetValueOrDefault();
        var skill = Estimate.Ratio(score, share * (1 - share), "there is one class only, so the base rate has no variance");
        return new BrierScore(cases, WithInterval(score, errors, confidence), skill.Select(ratio => 1 - ratio));
    }

    private static Estimate WithInterval(double score, double[] errors, double confidence)
    {
        if (errors.Length < 2) return Estimate.WithoutInterval(score, "an interval needs at least two cases");
        if (errors.All(error => error == errors[0])) return Estimate.WithoutInterval(score, "every case has the same error");

        var variance = errors.Sum(error => (error - score) * (error - score)) / (errors.Length - 1);
        var half = Distributions.NormalCritical(confidence) * Math.Sqrt(variance / errors.Length);
        return Estimate.Of(score, new Interval(Math.Max(0, score - half), Math.Min(1, score + half), confidence));
    }
}
