using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A <see cref="ResidualBlock"/> in evaluation mode.</summary>
internal sealed class FrozenBlock(FrozenConvolution[] path, FrozenConvolution? shortcut) : IDisposable
{
    /// <summary>The convolutions under the ends of their state-dict names.</summary>
    public IEnumerable<(string Name, FrozenConvolution Layer)> Convolutions
    {
        get
        {
            IEnumerable<(string, FrozenConvolution)> layers = path.Select((layer, index) => ($"conv{index + 1}", layer));
            return shortcut is null ? layers : layers.Append(("downsample.0", shortcut));
        }
    }

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
