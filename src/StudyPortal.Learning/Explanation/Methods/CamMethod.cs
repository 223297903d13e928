using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>A map in the resolution of one stage's output, never negative, brought bilinearly to the size of the image.</summary>
/// <param name="stage">1 to 4; 4 is the last, 32 times coarser than the image.</param>
public abstract class CamMethod(int stage) : MapMethod
{
    private readonly int stage = stage is >= 1 and <= 4 ? stage : throw new ArgumentOutOfRangeException(nameof(stage), stage, "There are stages 1 to 4.");

    public sealed override Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        return Enlarge(Coarse(network, images, weights).unsqueeze(1), images).MoveToOuterDisposeScope();
    }

    /// <summary>N x h x w.</summary>
    internal abstract Tensor Coarse(FrozenNetwork network, Tensor images, Tensor weights);

    private protected static Tensor Enlarge(Tensor coarse, Tensor images) =>
        nn.functional.interpolate(coarse, size: images.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>The stage's output and the gradient of the score with respect to it, both N x C' x h x w.</summary>
    private protected (Tensor Output, Tensor Gradient) AtStage(FrozenNetwork network, Tensor images, Tensor weights) =>
        network.StageGradient(images, stage, weights);

    /// <summary>The stage's output alone.</summary>
    private protected Tensor Output(FrozenNetwork network, Tensor images) => network.Stage(images, stage);
}
