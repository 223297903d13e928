using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// torchvision's ResNet with a width option and, if wanted, one batch norm per branch. Images are N x C x H x W in [0,1];
/// the output is one logit per class.
/// </summary>
public sealed class ResNet : nn.Module<Tensor, NormBranch, Tensor>
{
    private readonly ConvNorm stem;
    private readonly ResidualBlock[][] stages;
    private readonly Linear fc;

    /// <summary>Builds the network with random weights.</summary>
    public ResNet(NetworkShape shape, Generator random)
        : base(nameof(ResNet))
    {
        Shape = shape;
        var plan = ResNetPlan.Of(shape.Architecture);
        if (shape.WideFactor < 1 || (shape.WideFactor > 1 && !plan.Bottleneck))
        {
            throw new ArgumentException(
                $"A wide factor of {shape.WideFactor} does not go with {shape.Architecture}; expected 1, or more with bottleneck blocks.",
                nameof(shape));
        }
        stem = new ConvNorm(shape.InputChannels, shape.Width, 7, 2, shape);
        register_module("stem", stem);
        stages = [.. Enumerable.Range(0, 4).Select(stage => BuildStage(stage, plan))];
        fc = nn.Linear(8 * shape.Width * plan.Expansion, shape.ClassCount);
        register_module("fc", fc);
        Initialise(random);
    }

    public NetworkShape Shape { get; }

    /// <summary>Where the weights lie and images must.</summary>
    public Device Device => fc.weight.device;

    /// <summary>
    /// What convolutions compute in while the network trains; weights, norms and classifier stay float32. In evaluation mode
    /// all is float32.
    /// </summary>
    public ScalarType TrainingType { get; init; } = ScalarType.Float32;

    /// <summary>Parameters and buffers under PyTorch's names, in PyTorch's order.</summary>
    public IReadOnlyList<NamedTensor> State => [.. NamedState()];

    public override Tensor forward(Tensor images, NormBranch branch)
    {
        using DisposeScope scope = NewDisposeScope();
        return Classify(Features(images, branch)).MoveToOuterDisposeScope();
    }

    /// <summary>Output of the last stage, N x C' x H/32 x W/32.</summary>
    private Tensor Features(Tensor images, NormBranch branch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = training ? images.to(TrainingType) : images;
        Tensor output = nn.functional.max_pool2d(stem.call(input, branch).relu_(), 3, 2, 1);
        foreach (ResidualBlock block in stages.SelectMany(stage => stage))
        {
            output = block.call(output, branch);
        }
        return output.to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Logits of the output of <see cref="Features"/>.</summary>
    private Tensor Classify(Tensor features) => fc.call(features.mean([2, 3]));

    /// <summary>The convolutions under their state-dict names, in PyTorch's order.</summary>
    internal IEnumerable<(string Name, ConvNorm Layer)> Convolutions => stages
        .SelectMany((blocks, stage) => blocks.SelectMany((block, index) => block.Convolutions
            .Select(named => ($"layer{stage + 1}.{index}.{named.Name}", named.Layer))))
        .Prepend(("conv1", stem));

    /// <inheritdoc cref="BranchNorm.Of"/>
    internal void Require(NormBranch branch) => stem.Require(branch);

    internal FrozenStem FreezeStem(NormBranch branch, ScalarType type) => stem.FreezeStem(branch, type);

    internal FrozenBlock[][] FreezeStages(NormBranch branch, ScalarType type) =>
        [.. stages.Select(blocks => blocks.Select(block => block.Freeze(branch, type)).ToArray())];

    internal (Tensor Weight, Tensor Bias) CopyClassifier()
    {
        using DisposeScope scope = NewDisposeScope();
        return (fc.weight.detach().clone().DetachFromDisposeScope(), Bias.detach().clone().DetachFromDisposeScope());
    }

    private ResidualBlock[] BuildStage(int stage, ResNetPlan plan)
    {
        int planes = Shape.Width << stage;
        int input = stage == 0 ? Shape.Width : (planes >> 1) * plan.Expansion;
        var blocks = new ResidualBlock[plan.Blocks[stage]];
        for (int index = 0; index < blocks.Length; index++)
        {
            int stride = stage > 0 && index == 0 ? 2 : 1;
            blocks[index] = new ResidualBlock(index == 0 ? input : planes * plan.Expansion, planes, stride, plan, Shape);
            register_module($"layer{stage + 1}_{index}", blocks[index]);
        }
        return blocks;
    }

    private void Initialise(Generator random)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        stem.Initialise(random);
        foreach (ResidualBlock block in stages.SelectMany(stage => stage))
        {
            block.Initialise(random);
        }
        double bound = 1 / Math.Sqrt(fc.weight.shape[1]);
        fc.weight.uniform_(-bound, bound, random);
        Bias.uniform_(-bound, bound, random);
    }

    private Parameter Bias => fc.bias ?? throw new InvalidOperationException("The classifier was built without bias.");

    private IEnumerable<NamedTensor> NamedState() => stem.State("conv1", "bn1")
        .Concat(stages.SelectMany((blocks, stage) => blocks.SelectMany(
            (block, index) => block.State($"layer{stage + 1}.{index}"))))
        .Append(new NamedTensor("fc.weight", fc.weight))
        .Append(new NamedTensor("fc.bias", Bias));
}
