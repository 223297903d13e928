using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>The loss that each variant minimises, in the order of forward passes of Han et al. (2021).</summary>
internal static class VariantLoss
{
    /// <summary>
    /// Adds its derivatives to the weights' gradients. Standard: clean images; adversarial: attacked ones; dual norm: attacked
    /// ones through their branch, then clean ones through theirs, summed. One pass goes forward and back before the next
    /// begins, which takes half the memory of both together; of a single batch the sums are the same to the last bit.
    /// </summary>
    /// <param name="batches">The loss is divided by their number.</param>
    /// <returns>The loss, so divided, without a graph.</returns>
    public static Tensor Differentiate(
        TrainingVariant variant, ResNet network, (Tensor Clean, Tensor Attacked, Tensor Targets) batch,
        Func<Tensor, Tensor, Tensor> loss, int batches = 1)
    {
        network.train();
        using Scalar count = batches;
        Tensor sum = zeros(1, device: network.Device);
        foreach ((Tensor images, NormBranch branch) in Passes(variant, batch.Clean, batch.Attacked))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor share = loss(network.call(images, branch), batch.Targets).div(count);
            share.backward();
            sum.add_(share.detach());
        }
        return sum;
    }

    private static (Tensor Images, NormBranch Branch)[] Passes(TrainingVariant variant, Tensor clean, Tensor attacked) => variant switch
    {
        TrainingVariant.Standard => [(clean, NormBranch.Clean)],
        TrainingVariant.Adversarial => [(attacked, NormBranch.Clean)],
        _ => [(attacked, NormBranch.Adversarial), (clean, NormBranch.Clean)],
    };
}
