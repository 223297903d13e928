using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>Orders of a 4-D tensor's values in memory; the values and the shape N x C x H x W stay.</summary>
internal static class PixelOrder
{
    /// <summary>The first of the four stages that is faster channels first: it has many channels and few pixels.</summary>
    public const int FirstStageChannelsFirst = 3;

    /// <summary>All channels of a pixel together.</summary>
    public static Tensor ChannelsLast(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>A copy of a convolution's weights in the order that goes with the stage's images.</summary>
    public static Tensor WeightOfStage(int stage, Tensor weight) => stage < FirstStageChannelsFirst && weight.device_type == DeviceType.CPU
        ? ChannelsLast(weight)
        : weight.clone();

    /// <summary>The order in which a stage wants its input.</summary>
    public static Tensor ForStage(int stage, Tensor images) => stage == FirstStageChannelsFirst ? images.contiguous() : images;
}
