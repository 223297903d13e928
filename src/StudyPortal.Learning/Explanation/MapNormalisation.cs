using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>Scaling of raw maps for display.</summary>
public static class MapNormalisation
{
    /// <summary>
    /// Per image: clip to mean +- 3 standard deviations (n-1, over channels and pixels), then stretch to [0,1]. A flat map
    /// becomes 0.
    /// </summary>
    /// <param name="maps">N x C x H x W.</param>
    public static Tensor ClipAndStretch(Tensor maps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = maps.flatten(1);
        Tensor mean = values.mean([1], keepdim: true);
        Tensor reach = values.std([1], unbiased: true, keepdim: true).mul(3);
        Tensor clipped = values.minimum(mean.add(reach)).maximum(mean.sub(reach));
        return Stretch(clipped.reshape(maps.shape)).MoveToOuterDisposeScope();
    }

    /// <summary>Per image: the smallest value to 0, the largest to 1. A flat map becomes 0.</summary>
    /// <param name="maps">N x C x H x W.</param>
    public static Tensor Stretch(Tensor maps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor lowest = maps.amin([1, 2, 3], keepdim: true);
        Tensor range = maps.amax([1, 2, 3], keepdim: true).sub(lowest);
        Tensor scale = where(range.gt(0), range.reciprocal(), zeros_like(range));
        return maps.sub(lowest).mul(scale).MoveToOuterDisposeScope();
    }
}
