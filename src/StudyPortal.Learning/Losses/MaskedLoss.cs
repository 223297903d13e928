using static TorchSharp.torch;

namespace StudyPortal.Learning.Losses;

/// <summary>Binary cross-entropy of logits over the labels that are given (not NaN).</summary>
public static class MaskedLoss
{
    /// <param name="logits">N x K.</param>
    /// <param name="labels">N x K, 0 or 1, NaN where nothing is known.</param>
    /// <param name="positiveWeight">K weights of positive labels, or null for 1.</param>
    /// <returns>The mean; 0 if no label is given.</returns>
    public static Tensor Of(Tensor logits, Tensor labels, Tensor? positiveWeight = null)
    {
        Tensor given = labels.isnan().logical_not().to(ScalarType.Float32);
        Tensor sum = nn.functional.binary_cross_entropy_with_logits(
            logits, labels.nan_to_num(0), weight: given, reduction: nn.Reduction.Sum, pos_weights: positiveWeight);
        return sum / given.sum().clamp_min(Number.One);
    }

    /// <summary>N sums, each over the given labels of one image; the parameters are those of <see cref="Of"/>.</summary>
    public static Tensor PerSample(Tensor logits, Tensor labels, Tensor? positiveWeight = null)
    {
        Tensor given = labels.isnan().logical_not().to(ScalarType.Float32);
        return nn.functional.binary_cross_entropy_with_logits(
            logits, labels.nan_to_num(0), weight: given, reduction: nn.Reduction.None, pos_weights: positiveWeight).sum(1);
    }
}
