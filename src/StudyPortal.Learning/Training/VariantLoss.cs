using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>The loss that each variant minimises, in the order of forward passes of Han et al. (2021).</summary>
internal static class VariantLoss
{
    /// <summary>
    /// Standard: clean images; adversarial: attacked ones; dual norm: attacked ones through their branch, then clean ones
    /// through theirs, summed.
    /// </summary>
    public static Tensor Of(
        TrainingVariant variant, ResNet network, Tensor clean, Tensor attacked, Tensor targets, Func<Tensor, Tensor, Tensor> loss)
    {
        network.train();
        switch (variant)
        {
            case TrainingVariant.Standard:
                return loss(network.call(clean, NormBranch.Clean), targets);
            case TrainingVariant.Adversarial:
                return loss(network.call(attacked, NormBranch.Clean), targets);
            default:
                Tensor attackedLogits = network.call(attacked, NormBranch.Adversarial);
                Tensor cleanLogits = network.call(clean, NormBranch.Clean);
                return loss(cleanLogits, targets) + loss(attackedLogits, targets);
        }
    }
}
