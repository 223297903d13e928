using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// The 7x7 convolution of stride 2 as one of 4x4 and stride 1: each 2x2 square of pixels becomes one pixel of four times the
/// channels, the kernel likewise. The products are the same; CPU kernels, slow with few channels and strides, take a third of
/// the time.
/// </summary>
internal static class UnshuffledStem
{
    private const int Square = 2;

    /// <summary>Whether images on a CPU have even sides; others take the direct way.</summary>
    public static bool Takes(Tensor images, Tensor weight) => weight.shape[2] == 7
        && images.device_type == DeviceType.CPU && images.shape[2] % Square == 0 && images.shape[3] % Square == 0;

    /// <summary>The convolution with padding 3; its result has half the sides, channels last.</summary>
    public static Tensor Convolve(Tensor images, Tensor weight, Tensor? bias)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor squares = Unshuffle(nn.functional.pad(images, [4, 2, 4, 2]));
        return nn.functional.conv2d(squares, Unshuffle(nn.functional.pad(weight, [1, 0, 1, 0])), bias).MoveToOuterDisposeScope();
    }

    private static Tensor Unshuffle(Tensor images) => PixelOrder.ChannelsLast(nn.functional.pixel_unshuffle(images, Square));
}
