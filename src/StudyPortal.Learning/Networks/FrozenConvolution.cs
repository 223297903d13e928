using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A convolution and the batch norm after it in evaluation mode; neither takes part in gradients.</summary>
internal sealed class FrozenConvolution : IDisposable
{
    private readonly Tensor weight;
    private readonly Tensor? bias;
    private readonly BatchNorm2d? norm;
    private readonly long stride, padding;

    /// <summary>Copies both into one convolution, ordered for a stage.</summary>
    public FrozenConvolution(Conv2d convolution, BatchNorm2d norm, int stage, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scale = norm.weight.div(norm.running_var!.add(norm.eps).sqrt_());
        Tensor scaled = convolution.weight.mul(scale.reshape(-1, 1, 1, 1));
        Tensor shift = norm.bias!.sub(norm.running_mean!.mul(scale));
        weight = PixelOrder.WeightOfStage(stage, scaled).to(type).detach().DetachFromDisposeScope();
        bias = shift.to(type).detach().DetachFromDisposeScope();
        (stride, padding) = Geometry(convolution);
    }

    /// <summary>Keeps them apart and shares their tensors, which may not change in the meantime.</summary>
    public FrozenConvolution(Conv2d convolution, BatchNorm2d norm)
    {
        (weight, this.norm) = (convolution.weight.detach().DetachFromDisposeScope(), norm);
        (stride, padding) = Geometry(convolution);
    }

    /// <summary>Told every output of the convolution: before its norm, unless that is folded into it.</summary>
    public Action<Tensor>? Observer { get; set; }

    public Tensor Call(Tensor input)
    {
        Tensor output = norm is null && UnshuffledStem.Takes(input, weight)
            ? UnshuffledStem.Convolve(input, weight, bias)
            : nn.functional.conv2d(input, weight, bias, [stride, stride], [padding, padding]);
        Observer?.Invoke(output);
        return norm is null ? output : nn.functional.batch_norm(
            output, norm.running_mean!, norm.running_var!, norm.weight.detach(), norm.bias!.detach(), training: false, eps: norm.eps);
    }

    public void Dispose()
    {
        weight.Dispose();
        bias?.Dispose();
    }

    private static (long Stride, long Padding) Geometry(Conv2d convolution) => (convolution.stride[0], convolution.weight.shape[2] / 2);
}
