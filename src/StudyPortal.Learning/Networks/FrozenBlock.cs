using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A <see cref="ResidualBlock"/> in evaluation mode, with the gradient for its input.</summary>
internal sealed class FrozenBlock(FrozenConvolution[] path, FrozenConvolution? shortcut) : IDisposable
{
    /// <summary>What a pass leaves for the way back: the block's input, then the output of every ReLU.</summary>
    /// <remarks>The input belongs to who gave it; the outputs to the dispose scope of the call.</remarks>
    public Tensor[] Call(Tensor input)
    {
        var values = new Tensor[path.Length + 1];
        values[0] = input;
        for (int layer = 0; layer < path.Length - 1; layer++)
        {
            values[layer + 1] = path[layer].Call(values[layer], rectified: true);
        }
        Tensor sum = path[^1].Call(values[^2], rectified: false);
        using Tensor? projected = shortcut?.Call(input, rectified: false);
        values[^1] = sum.add_(projected ?? input).relu_();
        return values;
    }

    /// <summary>The gradient for the input; disposes what <see cref="Call"/> returned, but for the input.</summary>
    /// <param name="gradient">For the output.</param>
    /// <param name="values">As <see cref="Call"/> returned them.</param>
    /// <param name="relu">The way back through each ReLU.</param>
    public Tensor Back(Tensor gradient, Tensor[] values, ReluGradient relu)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor ofSum = relu.Back(gradient, values[^1]);
        Tensor current = ofSum;
        for (int layer = path.Length - 1; layer >= 0; layer--)
        {
            using Tensor output = values[layer + 1];
            Tensor ofInput = path[layer].Back(current, values[layer]);
            current = layer == 0 ? ofInput : relu.Back(ofInput, values[layer]);
        }
        return current.add_(shortcut?.Back(ofSum, values[0]) ?? ofSum).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (FrozenConvolution layer in path)
        {
            layer.Dispose();
        }
        shortcut?.Dispose();
    }
}
