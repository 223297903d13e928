using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// The first convolution in evaluation mode with its norm, its max-pooling and its ReLU, which may change places. On a CPU the
/// 7x7 convolution of stride 2 is done as one of 4x4 and stride 1, whose kernels are three times as fast: each 2x2 square of
/// pixels becomes one pixel of four times the channels, the weights likewise. The products are the same.
/// </summary>
internal sealed class FrozenStem : IDisposable
{
    private const int Square = 2;

    private readonly FrozenConvolution convolution;
    private readonly bool inSquares;

    public FrozenStem(Conv2d convolution, BatchNorm2d norm, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor bias) = FrozenConvolution.Fold(convolution, norm, type);
        inSquares = weight.device_type == DeviceType.CPU;
        this.convolution = inSquares
            ? new FrozenConvolution(nn.functional.pixel_unshuffle(nn.functional.pad(weight, [1, 0, 1, 0]), Square), bias, new ConvolutionGeometry(4, 1, 0))
            : new FrozenConvolution(weight, bias, ConvolutionGeometry.Of(convolution));
    }

    /// <summary>What a pass leaves for the way back, and its output.</summary>
    internal sealed record Pass(Tensor Images, Tensor Convolved, Tensor Indices, Tensor Output);

    public Pass Call(Tensor images)
    {
        Tensor input = inSquares ? Squares(images) : images;
        Tensor convolved = convolution.Call(input, rectified: false);
        (Tensor pooled, Tensor indices) = nn.functional.max_pool2d_with_indices(convolved, [3, 3], [2, 2], [1, 1]);
        return new Pass(input, convolved, indices, pooled.relu_());
    }

    /// <summary>The gradient for the images.</summary>
    /// <param name="gradient">For the output.</param>
    /// <param name="pass">As <see cref="Call"/> returned it.</param>
    /// <param name="height">Of the images.</param>
    /// <param name="width">Of the images.</param>
    /// <param name="relu">Where guided it must be passed before the pooling adds gradients up, as if it stood there.</param>
    public Tensor Back(Tensor gradient, Pass pass, long height, long width, ReluGradient relu)
    {
        Tensor convolved = relu.Guided
            ? relu.Back(ElementKernels.BackThroughPool(gradient, pass.Convolved, pass.Indices), pass.Convolved)
            : ElementKernels.BackThroughPool(relu.Back(gradient, pass.Output), pass.Convolved, pass.Indices);
        Tensor input = convolution.Back(convolved, pass.Images);
        return inSquares
            ? nn.functional.pixel_shuffle(input, Square)[.., .., 4..(int)(4 + height), 4..(int)(4 + width)]
            : input;
    }

    public void Dispose() => convolution.Dispose();

    /// <summary>With the convolution's padding; a side that is odd gets one more, which no output sees.</summary>
    private static Tensor Squares(Tensor images) => PixelOrder.ChannelsLast(nn.functional.pixel_unshuffle(
        nn.functional.pad(images, [4, 2 + (images.shape[3] % Square), 4, 2 + (images.shape[2] % Square)]), Square));
}
