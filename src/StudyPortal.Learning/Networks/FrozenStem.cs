using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// The first convolution in evaluation mode with its norm, max-pooling and ReLU; the largest of rectified values is the
/// rectified largest, so the ReLU comes last, where fewer values are left. With <see cref="PackedKernels"/> the 7x7 convolution of stride 2 is done as one of 4x4 and stride 1, whose kernels are three times as fast: each 2x2 square of
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
        inSquares = PackedKernels.Take(weight);
        this.convolution = inSquares
            ? new FrozenConvolution(Squares(weight, [1, 0, 1, 0]), bias, new ConvolutionGeometry(4, 1, 0))
            : new FrozenConvolution(weight, bias, ConvolutionGeometry.Of(convolution));
    }

    /// <summary>What a pass leaves for the way back, and its output.</summary>
    /// <param name="Input">Of the convolution: the images, or their squares.</param>
    /// <param name="Convolved">Its output.</param>
    /// <param name="Indices">Where in it the largest values lie.</param>
    /// <param name="Output">These values, rectified.</param>
    internal sealed record Pass(Tensor Input, Tensor Convolved, Tensor Indices, Tensor Output);

    /// <summary>The output alone.</summary>
    public Tensor Output(Tensor images) =>
        nn.functional.max_pool2d(convolution.Call(Input(images), rectified: false), 3, 2, 1).relu_();

    public Pass Call(Tensor images)
    {
        Tensor input = Input(images);
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
            ? relu.Back(BackwardKernels.BackThroughPool(gradient, pass.Convolved, pass.Indices), pass.Convolved)
            : BackwardKernels.BackThroughPool(relu.Back(gradient, pass.Output), pass.Convolved, pass.Indices);
        Tensor input = convolution.Back(convolved, pass.Input);
        return inSquares
            ? nn.functional.pixel_shuffle(input, Square)[.., .., 4..(int)(4 + height), 4..(int)(4 + width)]
            : input;
    }

    public void Dispose() => convolution.Dispose();

    /// <summary>With the convolution's padding; a side that is odd gets one more, which no output sees.</summary>
    private Tensor Input(Tensor images) => inSquares
        ? Squares(images, [4, 2 + (images.shape[3] % Square), 4, 2 + (images.shape[2] % Square)])
        : images;

    private static Tensor Squares(Tensor images, long[] padding) =>
        PixelOrder.ChannelsLast(nn.functional.pixel_unshuffle(nn.functional.pad(images, padding), Square));
}
