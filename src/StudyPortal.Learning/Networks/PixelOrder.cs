using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>Orders of a 4-D tensor's values in memory; the values and the shape N x C x H x W stay.</summary>
internal static class PixelOrder
{
    /// <summary>All channels of a pixel together; may share its memory with what lies so already.</summary>
    public static Tensor ChannelsLast(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
