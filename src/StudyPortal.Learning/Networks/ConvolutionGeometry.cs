using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>Of a square kernel, alike in both directions.</summary>
internal readonly record struct ConvolutionGeometry(int Kernel, int Stride, int Padding)
{
    public static ConvolutionGeometry Of(Conv2d convolution) =>
        new((int)convolution.weight.shape[2], (int)convolution.stride[0], (int)convolution.weight.shape[2] / 2);

    /// <summary>Rows and columns of the input that no place of the kernel ended at.</summary>
    public (int Height, int Width) Beyond(Tensor input, Tensor output) => (Beyond(input, output, 2), Beyond(input, output, 3));

    private int Beyond(Tensor input, Tensor output, int side) =>
        (int)(input.shape[side] - (((output.shape[side] - 1) * Stride) - (2 * Padding) + Kernel));
}
