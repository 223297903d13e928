using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>The gradient with respect to the image; with the true labels as weights, the map of Han et al. (2021).</summary>
public sealed class InputGradient : ScoreMethod
{
    public override bool IsGradient => true;

    internal override Tensor Explain(ImageScore score, Tensor images) => score.GradientAt(images);
}
