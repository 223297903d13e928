using StudyPortal.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>
/// What an attack raises: one number per image from logits, N x K, and labels, N x K of 1 and 0, NaN where a label is not
/// attacked. No image's number depends on another image. A larger number is a worse prediction.
/// </summary>
public static class AttackLoss
{
    private static readonly Scalar MinusTwo = -2;

    /// <summary>
    /// Sum of the binary cross-entropies of the given labels. Its gradient fades where float32 cannot tell the probability
    /// from 1 or 0: a network that is very sure is not attacked at all. <see cref="Margin"/> does not have this blind spot.
    /// </summary>
    public static Tensor BinaryCrossEntropy(Tensor logits, Tensor labels) => MaskedLoss.PerSample(logits, labels);

    /// <summary>Softmax cross-entropy for labels of which exactly one is true; 0 for an image none of whose labels is given as 1.</summary>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels) => ExclusiveLoss.PerSample(logits, labels);

    /// <summary>Sum over the given labels of how far each logit lies on the wrong side: -z for a positive, z for a negative.</summary>
    public static Tensor Margin(Tensor logits, Tensor labels) => Sides(labels).mul(logits).sum(1);

    /// <summary>
    /// The margin over the Euclidean length of the image's logits: unchanged when all logits are multiplied by one number, as
    /// the difference-of-logits ratio of Croce and Hein (ICML 2020) is. Their denominator, the span from the first to the
    /// third logit, ranks labels against each other, which labels that can be true together are not.
    /// </summary>
    /// <exception cref="ArgumentException">There is one logit: its ratio to itself says nothing.</exception>
    public static Tensor LogitRatio(Tensor logits, Tensor labels)
    {
        if (logits.shape[1] < 2)
        {
            throw new ArgumentException("The ratio of logits needs at least two labels; attack a single one by its margin.", nameof(logits));
        }
        return Margin(logits, labels).div(logits.norm(1, false, 2).clamp_min(1e-12f));
    }

    /// <summary>The loss of a targeted attack, whose labels are what the network shall be made to say.</summary>
    public static Func<Tensor, Tensor, Tensor> Towards(Func<Tensor, Tensor, Tensor> loss) =>
        (logits, targets) => loss(logits, targets).neg();

    /// <summary>A loss of independent labels for labels of which exactly one is true: it sees their log-odds instead of the logits.</summary>
    public static Func<Tensor, Tensor, Tensor> OfExclusive(Func<Tensor, Tensor, Tensor> loss) =>
        (logits, labels) => loss(LogOdds(logits), labels);

    /// <summary>Log-odds of each softmax probability, N x K; see <see cref="ExclusiveLoss.LogOdds"/>.</summary>
    internal static Tensor LogOdds(Tensor logits)
    {
        Tensor itself = eye(logits.shape[1], dtype: ScalarType.Bool, device: logits.device);
        Tensor others = logits.unsqueeze(1).masked_fill(itself, float.NegativeInfinity);
        return logits.sub(others.logsumexp(2));
    }

    /// <summary>Labels of which only one column is given.</summary>
    internal static Tensor Only(Tensor labels, int label)
    {
        Tensor one = full_like(labels, float.NaN);
        one.narrow(1, label, 1).copy_(labels.narrow(1, label, 1));
        return one;
    }

    /// <summary>The direction that makes each logit worse: -1 for a positive, 1 for a negative, 0 where nothing is given.</summary>
    internal static Tensor Sides(Tensor labels) => labels.mul(MinusTwo).add_(Number.One).nan_to_num(0);
}
