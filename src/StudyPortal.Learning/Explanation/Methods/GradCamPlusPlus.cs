using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// Grad-CAM whose channel weights are sums of positive gradients, each pixel weighted by g^2 / (2 g^2 + g^3 sum A)
/// (Chattopadhay et al. 2018, equation 19, without the factor exp(score) that only scales a map).
/// </summary>
/// <param name="stage">1 to 4.</param>
public sealed class GradCamPlusPlus(int stage) : CamMethod(stage)
{
    private const double Least = 1e-6;

    internal override Tensor Coarse(FrozenNetwork network, Tensor images, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor output, Tensor gradient) = AtStage(network, images, weights);
        Tensor squares = gradient.square();
        Tensor below = squares.mul(2).add(squares.mul(gradient).mul(output.sum([2, 3], keepdim: true))).add(Least);
        Tensor importance = squares.div(below).mul(gradient.relu()).sum([2, 3], keepdim: true);
        return importance.mul(output).sum(1).relu().MoveToOuterDisposeScope();
    }
}
