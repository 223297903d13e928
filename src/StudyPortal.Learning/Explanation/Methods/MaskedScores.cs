using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

internal static class MaskedScores
{
    /// <summary>Scores of every image times every mask (M x 1 x H x W), M x N.</summary>
    public static Tensor Of(ImageScore score, Tensor images, Tensor masks)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        var scores = masks.unsqueeze(1).split(PassBudget.TimesOf(images)).Select(part =>
        {
            using DisposeScope pass = NewDisposeScope();
            return score.Of(images.unsqueeze(0).mul(part).flatten(0, 1)).reshape(-1, images.shape[0]).MoveToOuterDisposeScope();
        });
        return cat([.. scores]).MoveToOuterDisposeScope();
    }
}
