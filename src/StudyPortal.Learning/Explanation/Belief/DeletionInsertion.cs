using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Curves over the share of pixels deleted or inserted.</summary>
/// <param name="Shares">0 to 1.</param>
/// <param name="Deletion">Per image, the probability of its label at each share.</param>
/// <param name="Insertion">The same.</param>
/// <param name="DeletionArea">Per image, area under its curve: lower is better.</param>
/// <param name="InsertionArea">Per image: higher is better.</param>
public sealed record DeletionInsertionResult(
    double[] Shares, double[][] Deletion, double[][] Insertion, double[] DeletionArea, double[] InsertionArea);

/// <summary>
/// Does the label's probability fall as the pixels of the largest absolute values turn black, and rise as they come back
/// into a blurred image (Petsiuk et al., RISE, 2018)? Pixels of equal value follow each other in a fixed random order.
/// </summary>
public sealed class DeletionInsertion(int steps = 20)
{
    /// <summary>Standard deviation of the blur in shares of the image's side.</summary>
    private const double BlurShare = 0.05;

    private const int TieSeed = 20181031;

    /// <param name="network">What is explained.</param>
    /// <param name="branch">Its norms.</param>
    /// <param name="images">What was explained.</param>
    /// <param name="targets">The label of each image.</param>
    /// <param name="maps">One per image, one after another.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Looked at before each image.</param>
    public DeletionInsertionResult Compute(
        ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets, float[] maps,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using TargetScores scores = new(network, branch);
        double[] shares = [.. Enumerable.Range(0, steps + 1).Select(step => (double)step / steps)];
        double[][] deletion = new double[images.Count][], insertion = new double[images.Count][];
        GaussianWindow blur = new(BlurShare * images.Size, (int)Math.Ceiling(3 * BlurShare * images.Size));
        for (int image = 0; image < images.Count; image++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor grey = scores.Grey(images, image), blurred = blur.Blur(grey);
            Tensor chosen = Chosen(maps.AsSpan(image * images.Size * images.Size, images.Size * images.Size), shares, images.Size).to(grey.device);
            deletion[image] = Probabilities(scores.Logits(grey * (1 - chosen), targets[image]));
            insertion[image] = Probabilities(scores.Logits((grey * chosen) + (blurred * (1 - chosen)), targets[image]));
            progress?.Report((image + 1.0) / images.Count);
        }
        return new DeletionInsertionResult(shares, deletion, insertion, [.. deletion.Select(Area)], [.. insertion.Select(Area)]);
    }

    /// <summary>1 where a pixel belongs to the share of largest absolute values, one layer per share.</summary>
    private static Tensor Chosen(ReadOnlySpan<float> map, double[] shares, int size)
    {
        int[] order = [.. Enumerable.Range(0, map.Length)];
        new Random(TieSeed).Shuffle(order);
        float[] strength = new float[map.Length];
        for (int i = 0; i < order.Length; i++)
        {
            strength[i] = -Math.Abs(map[order[i]]);
        }
        int[] stable = [.. Enumerable.Range(0, order.Length).OrderBy(i => strength[i]).Select(i => order[i])];
        float[] rank = new float[map.Length];
        for (int i = 0; i < stable.Length; i++)
        {
            rank[stable[i]] = i;
        }
        using DisposeScope scope = NewDisposeScope();
        Tensor limits = tensor([.. shares.Select(share => (float)Math.Round(share * rank.Length))], [shares.Length, 1, 1, 1]);
        return tensor(rank, [1, 1, size, size]).lt(limits).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private static double[] Probabilities(double[] logits) => Array.ConvertAll(logits, logit => 1 / (1 + Math.Exp(-logit)));

    /// <summary>Trapezoids between equal shares.</summary>
    private static double Area(double[] curve) => (curve.Sum() - ((curve[0] + curve[^1]) / 2)) / (curve.Length - 1);
}
