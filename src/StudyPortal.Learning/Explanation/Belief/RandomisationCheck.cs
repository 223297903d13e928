using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Maps before and after each step of the cascade.</summary>
/// <param name="Stages">What was randomised at each step, besides all before it.</param>
/// <param name="Agreements">With the maps of the trained network, one for each stage.</param>
public sealed record RandomisationResult(string[] Stages, MapAgreement[] Agreements);

/// <summary>
/// Cascading randomisation (Adebayo et al., Sanity checks for saliency maps, 2018): a map that stays the same while the
/// network forgets what it learned, from the classifier down to the first convolution, does not show what it learned.
/// </summary>
public sealed class RandomisationCheck(MapMethod method, ulong seed)
{
    public RandomisationResult Compute(
        ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        float[] trained = Maps(network, branch, images, targets, cancellation);
        using RandomisedNetwork randomised = new(network, seed);
        string[] stages = RandomisedNetwork.Stages;
        var agreements = new MapAgreement[stages.Length];
        for (int step = 0; step < stages.Length; step++)
        {
            randomised.Randomise(stages[step]);
            agreements[step] = MapAgreement.Between(trained, Maps(randomised.Copy, branch, images, targets, cancellation), images.Size);
            progress?.Report((step + 1.0) / stages.Length);
        }
        return new RandomisationResult([.. stages], agreements);
    }

    private float[] Maps(ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets, CancellationToken cancellation)
    {
        using Explainer explainer = new(network, branch, method);
        return explainer.Maps(images, targets, null, cancellation);
    }
}
