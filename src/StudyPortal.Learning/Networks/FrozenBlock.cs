using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A <see cref="ResidualBlock"/> in evaluation mode.</summary>
internal sealed class FrozenBlock(FrozenConvolution[] path, FrozenConvolution? shortcut) : IDisposable
{
    public Tensor Call(Tensor input, Func<Tensor, Tensor> rectify)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = input;
        foreach (FrozenConvolution layer in path[..^1])
        {
            output = rectify(layer.Call(output));
        }
        output = path[^1].Call(output);
        Tensor identity = shortcut?.Call(input) ?? input;
        return rectify(output.add_(identity)).MoveToOuterDisposeScope();
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
