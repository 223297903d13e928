using static TorchSharp.torch;

namespace StudyPortal.Learning.Losses;

/// <summary>Softmax cross-entropy for labels of which an image has exactly one.</summary>
public static class ExclusiveLoss
{
    /// <param name="logits">N x K.</param>
    /// <param name="labels">N x K, 1 for the image's class, else 0; an image without a 1 does not count.</param>
    /// <param name="classWeight">K weights, or null for 1.</param>
    /// <returns>The mean weighted by the class of each image, as PyTorch's; 0 if no label is given.</returns>
    public static Tensor Of(Tensor logits, Tensor labels, Tensor? classWeight = null)
    {
        Tensor weights = Weights(labels, classWeight);
        return -(weights * nn.functional.log_softmax(logits, 1)).sum() / weights.sum().clamp_min(Number.SmallestNormal);
    }

    /// <summary>N weighted losses; the parameters are those of <see cref="Of"/>.</summary>
    public static Tensor PerSample(Tensor logits, Tensor labels, Tensor? classWeight = null) =>
        -(Weights(labels, classWeight) * nn.functional.log_softmax(logits, 1)).sum(1);

    /// <summary>
    /// The log-odds of each class's softmax probability, z_k - log sum_{j != k} exp z_j: scores that can be compared between
    /// images, which softmax logits cannot.
    /// </summary>
    /// <param name="logits">N x K, row by row.</param>
    /// <param name="classCount">K, at least 2.</param>
    public static float[] LogOdds(float[] logits, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        float[] odds = new float[logits.Length];
        for (int at = 0; at < logits.Length; at++)
        {
            int label = at % classCount;
            odds[at] = logits[at] - LogSumOfOthers(logits.AsSpan(at - label, classCount), label);
        }
        return odds;
    }

    private static Tensor Weights(Tensor labels, Tensor? classWeight) =>
        classWeight is null ? labels.nan_to_num(0) : labels.nan_to_num(0) * classWeight;

    private static float LogSumOfOthers(ReadOnlySpan<float> logits, int label)
    {
        double highest = double.NegativeInfinity, sum = 0;
        for (int other = 0; other < logits.Length; other++)
        {
            highest = other == label ? highest : Math.Max(highest, logits[other]);
        }
        for (int other = 0; other < logits.Length; other++)
        {
            sum += other == label ? 0 : Math.Exp(logits[other] - highest);
        }
        return (float)(highest + Math.Log(sum));
    }
}
