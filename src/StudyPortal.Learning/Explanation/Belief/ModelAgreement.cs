using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>
/// Maps of two networks on the same images. With one trained on shuffled labels as the second, the label randomisation
/// test of Adebayo et al. (2018): maps that stay alike do not show what the labels taught.
/// </summary>
public sealed class ModelAgreement(MapMethod method)
{
    public MapAgreement Compute(
        (ResNet Network, NormBranch Branch) first, (ResNet Network, NormBranch Branch) second, ImageSet images, IReadOnlyList<int> targets,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using Explainer one = new(first.Network, first.Branch, method), other = new(second.Network, second.Branch, method);
        float[] ofFirst = one.Maps(images, targets, null, cancellation);
        progress?.Report(0.5);
        float[] ofSecond = other.Maps(images, targets, null, cancellation);
        progress?.Report(1);
        return MapAgreement.Between(ofFirst, ofSecond, images.Size);
    }
}
