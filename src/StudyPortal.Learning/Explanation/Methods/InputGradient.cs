using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>The gradient with respect to the image; with the true labels as weights, the map of Han et al. (2021).</summary>
public sealed class InputGradient : ScoreMethod
{
    public override bool IsGradient => true;

    internal override Tensor Explain(Func<Tensor, Tensor> score, Tensor images) => Of(score, images);

    internal static Tensor Of(Func<Tensor, Tensor> score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable tracked = enable_grad();
        Tensor input = images.detach().requires_grad_(true);
        return autograd.grad([score(input).sum()], [input])[0].MoveToOuterDisposeScope();
    }
}
