using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>A control that knows no network: the Sobel gradient magnitude of the image's channel mean, the border repeated.</summary>
public sealed class EdgeMap : ScoreMethod
{
    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor grey = nn.functional.pad(images.mean([1], keepdim: true), [1, 1, 1, 1], PaddingModes.Replicate);
        Tensor across = tensor(new float[] { -1, 0, 1, -2, 0, 2, -1, 0, 1 }, [1, 1, 3, 3], device: images.device);
        Tensor x = nn.functional.conv2d(grey, across), y = nn.functional.conv2d(grey, across.transpose(2, 3));
        return x.square().add(y.square()).sqrt().MoveToOuterDisposeScope();
    }
}
