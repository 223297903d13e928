using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// torchvision's BasicBlock (3x3, 3x3) or, v1.5, its Bottleneck (1x1, strided 3x3, 1x1 to four times the planes).
/// </summary>
internal sealed class ResidualBlock : nn.Module<Tensor, NormBranch, Tensor>
{
    private readonly ConvNorm[] path;
    private readonly ConvNorm? shortcut;

    public ResidualBlock(int input, int planes, int stride, ResNetPlan plan, NetworkShape shape)
        : base(nameof(ResidualBlock))
    {
        int output = planes * plan.Expansion, inner = planes * shape.WideFactor;
        path = plan.Bottleneck
            ? [new(input, planes, 1, 1, shape), new(planes, inner, 3, stride, shape), new(inner, output, 1, 1, shape)]
            : [new(input, planes, 3, stride, shape), new(planes, output, 3, 1, shape)];
        shortcut = stride != 1 || input != output ? new(input, output, 1, stride, shape) : null;
        foreach ((ConvNorm layer, int index) in Layers.Select((layer, index) => (layer, index)))
        {
            register_module($"layer{index}", layer);
        }
    }

    private IEnumerable<ConvNorm> Layers => shortcut is null ? path : path.Append(shortcut);

    public override Tensor forward(Tensor input, NormBranch branch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = input;
        foreach (ConvNorm layer in path[..^1])
        {
            output = layer.call(output, branch).relu_();
        }
        output = path[^1].call(output, branch);
        Tensor identity = shortcut?.call(input, branch) ?? input;
        return output.add_(identity).relu_().MoveToOuterDisposeScope();
    }

    /// <summary>The convolutions under the ends of their state-dict names.</summary>
    public IEnumerable<(string Name, ConvNorm Layer)> Convolutions
    {
        get
        {
            IEnumerable<(string, ConvNorm)> layers = path.Select((layer, index) => ($"conv{index + 1}", layer));
            return shortcut is null ? layers : layers.Append(("downsample.0", shortcut));
        }
    }

    public FrozenBlock Freeze(NormBranch branch, ScalarType type) =>
        new([.. path.Select(layer => layer.Freeze(branch, type))], shortcut?.Freeze(branch, type));

    public void Initialise(Generator random)
    {
        foreach (ConvNorm layer in Layers)
        {
            layer.Initialise(random);
        }
    }

    public IEnumerable<NamedTensor> State(string name)
    {
        IEnumerable<NamedTensor> state = path.SelectMany(
            (layer, index) => layer.State($"{name}.conv{index + 1}", $"{name}.bn{index + 1}"));
        return shortcut is null ? state : state.Concat(shortcut.State($"{name}.downsample.0", $"{name}.downsample.1"));
    }
}
