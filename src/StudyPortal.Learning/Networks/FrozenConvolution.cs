using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A convolution with the batch norm after it folded into its weights, in evaluation mode.</summary>
internal sealed class FrozenConvolution : IDisposable
{
    private readonly ConvolutionGeometry geometry;
    private readonly Tensor weight, bias;
    private readonly bool isPacked;
    private Tensor? packed, packedBack;

    /// <summary>Takes the tensors over.</summary>
    public FrozenConvolution(Tensor weight, Tensor bias, ConvolutionGeometry geometry) =>
        (this.weight, this.bias, this.geometry, isPacked) =
            (weight.DetachFromDisposeScope(), bias.DetachFromDisposeScope(), geometry, PackedKernels.Take(weight));

    /// <summary>The weights and the bias of both together, as evaluation mode has them.</summary>
    /// <param name="convolution">Without bias.</param>
    /// <param name="norm">Its running statistics are used.</param>
    /// <param name="type">What will be computed in.</param>
    public static (Tensor Weight, Tensor Bias) Fold(Conv2d convolution, BatchNorm2d norm, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using Scalar epsilon = norm.eps;
        Tensor scale = norm.weight.div(norm.running_var!.add(epsilon).sqrt_());
        Tensor weight = PixelOrder.ChannelsLast(convolution.weight).mul(scale.reshape(-1, 1, 1, 1)).to(type);
        Tensor bias = norm.bias!.sub(norm.running_mean!.mul(scale)).to(type);
        return (weight.MoveToOuterDisposeScope(), bias.MoveToOuterDisposeScope());
    }

    /// <param name="input">N x C x H x W.</param>
    /// <param name="rectified">Whether a ReLU follows.</param>
    public Tensor Call(Tensor input, bool rectified)
    {
        if (isPacked)
        {
            packed ??= Kept(PackedKernels.Pack(weight, geometry, input), packedBack);
            return PackedKernels.Convolve(input, packed, bias, geometry, rectified);
        }
        Tensor output = nn.functional.conv2d(
            input, weight, bias, [geometry.Stride, geometry.Stride], [geometry.Padding, geometry.Padding]);
        return rectified ? output.relu_() : output;
    }

    /// <summary>The gradient for the input from that for the output.</summary>
    public Tensor Back(Tensor gradient, Tensor input)
    {
        (int Height, int Width) beyond = geometry.Beyond(input, gradient);
        if (isPacked)
        {
            packedBack ??= Kept(PackedKernels.PackBack(weight, geometry, gradient, beyond), packed);
            return PackedKernels.ConvolveBack(gradient, packedBack, geometry, beyond);
        }
        return nn.functional.conv_transpose2d(
            gradient, weight, null, [geometry.Stride, geometry.Stride], [geometry.Padding, geometry.Padding], [beyond.Height, beyond.Width]);
    }

    /// <summary>The weights themselves are of no more use when both orders of them are there.</summary>
    private Tensor Kept(Tensor order, Tensor? other)
    {
        if (other is not null)
        {
            weight.Dispose();
        }
        return order.DetachFromDisposeScope();
    }

    public void Dispose()
    {
        weight.Dispose();
        bias.Dispose();
        packed?.Dispose();
        packedBack?.Dispose();
    }
}
