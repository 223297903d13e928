using StudyPortal.Learning.Networks;
using TorchSharp;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Per image.</summary>
/// <param name="Sum">Of the map's values over pixels and channels.</param>
/// <param name="Difference">The label's logit minus that of a black image.</param>
public sealed record CompletenessResult(double[] Sum, double[] Difference);

/// <summary>Do a map's values add up to what the image brought? Integrated gradients must; others need not.</summary>
public static class Completeness
{
    /// <param name="network">What is explained.</param>
    /// <param name="branch">Its norms.</param>
    /// <param name="images">What was explained.</param>
    /// <param name="targets">The label of each image.</param>
    /// <param name="maps">Channel means, one per image, one after another.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Looked at before each image.</param>
    public static CompletenessResult Compute(
        ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets, float[] maps,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using TargetScores scores = new(network, branch);
        double[] sum = new double[images.Count], difference = new double[images.Count];
        int area = images.Size * images.Size;
        for (int image = 0; image < images.Count; image++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor grey = scores.Grey(images, image);
            double[] logits = scores.Logits(torch.cat([grey, torch.zeros_like(grey)]), targets[image]);
            difference[image] = logits[0] - logits[1];
            sum[image] = network.Shape.InputChannels * new ArraySegment<float>(maps, image * area, area).Sum(value => (double)value);
            progress?.Report((image + 1.0) / images.Count);
        }
        return new CompletenessResult(sum, difference);
    }
}
