using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>The gradients of a network's parameters taken together.</summary>
internal static class Gradients
{
    private const double PyTorchOffset = 1e-6;

    /// <summary>Euclidean length over all parameters, a scalar on their device.</summary>
    public static Tensor Length(IReadOnlyList<Parameter> weights)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        return stack(weights.Select(weight => weight.grad).OfType<Tensor>().Select(gradient => gradient.norm())).norm()
            .MoveToOuterDisposeScope();
    }

    /// <summary>Shortens them to <paramref name="longest"/>, where they are longer, as PyTorch's clip_grad_norm_ does.</summary>
    public static void Clip(IReadOnlyList<Parameter> weights, double length, double longest)
    {
        double factor = longest / (length + PyTorchOffset);
        if (factor >= 1)
        {
            return;
        }
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        using Scalar share = factor;
        foreach (Tensor gradient in weights.Select(weight => weight.grad).OfType<Tensor>())
        {
            gradient.mul_(share);
        }
    }
}
