using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>A normalised Gaussian over (2 radius + 1) x (2 radius + 1) pixels.</summary>
internal sealed class GaussianWindow(double sigma, int radius)
{
    /// <summary>Weighted means of N x C x H x W where the window lies inside: H and W shrink by 2 radius.</summary>
    public Tensor Means(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] channelsApart = [-1, 1, images.shape[2], images.shape[3]];
        Tensor line = arange(-radius, radius + 1, dtype: images.dtype, device: images.device).square().mul(-0.5 / (sigma * sigma)).exp();
        line = line.div(line.sum());
        Tensor columns = nn.functional.conv2d(images.reshape(channelsApart), line.reshape(1, 1, -1, 1));
        Tensor means = nn.functional.conv2d(columns, line.reshape(1, 1, 1, -1));
        return means.reshape(images.shape[0], images.shape[1], means.shape[2], means.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>Weighted means of N x C x H x W, the border repeated outside.</summary>
    public Tensor Blur(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return Means(nn.functional.pad(images, [radius, radius, radius, radius], PaddingModes.Replicate)).MoveToOuterDisposeScope();
    }
}
