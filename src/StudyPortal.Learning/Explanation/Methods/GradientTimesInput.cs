using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>The gradient times the pixel: what each pixel brings, were the network linear.</summary>
public sealed class GradientTimesInput : ScoreMethod
{
    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return score.GradientAt(images).mul(images).MoveToOuterDisposeScope();
    }
}
