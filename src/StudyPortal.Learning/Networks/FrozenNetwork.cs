using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// What a network computes in evaluation mode through one branch. No weight takes part in gradients, which makes those with
/// respect to images cheap; the network itself, its mode and its statistics are not touched. Make a new one when the
/// network's weights have changed.
/// </summary>
public sealed class FrozenNetwork : IDisposable
{
    private readonly FrozenConvolution stem;
    private readonly FrozenBlock[][] stages;
    private readonly Tensor classifier, classifierBias;
    private readonly Func<Tensor, Tensor> rectify;
    private readonly ScalarType type;

    /// <exception cref="ArgumentException">The network has no such branch.</exception>
    public FrozenNetwork(ResNet network, NormBranch branch, NormFolding folding = NormFolding.Folded)
        : this(network, branch, folding, activation => activation.relu_())
    {
    }

    /// <param name="network">What is frozen.</param>
    /// <param name="branch">The norms that images go through.</param>
    /// <param name="folding">Of these norms.</param>
    /// <param name="rectify">What stands in the place of every ReLU; may work in place.</param>
    internal FrozenNetwork(ResNet network, NormBranch branch, NormFolding folding, Func<Tensor, Tensor> rectify)
    {
        using IDisposable frozen = no_grad();
        (Shape, this.rectify, type) = (network.Shape, rectify, TypeOf(folding));
        (stem, stages) = (network.FreezeStem(branch, folding), network.FreezeStages(branch, folding));
        (classifier, classifierBias) = network.CopyClassifier();
    }

    /// <summary>What the convolutions compute in.</summary>
    internal static ScalarType TypeOf(NormFolding folding) => folding == NormFolding.FoldedBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    public NetworkShape Shape { get; }

    /// <summary>State-dict names of the convolutions in PyTorch's order.</summary>
    internal IEnumerable<string> ConvolutionNames => Convolutions.Select(named => named.Name);

    private IEnumerable<(string Name, FrozenConvolution Layer)> Convolutions => stages
        .SelectMany((blocks, stage) => blocks.SelectMany((block, index) => block.Convolutions
            .Select(named => ($"layer{stage + 1}.{index}.{named.Name}", named.Layer))))
        .Prepend(("conv1", stem));

    /// <summary>One logit per class, N x K; images are N x C x H x W in [0,1].</summary>
    public Tensor Logits(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return Classify(Features(images)).MoveToOuterDisposeScope();
    }

    /// <summary>Output of the last stage, after its ReLU, N x C' x H/32 x W/32.</summary>
    public Tensor Features(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return Stages(images)[^1].MoveToOuterDisposeScope();
    }

    /// <summary>Outputs of the four stages, each after its ReLU.</summary>
    public IReadOnlyList<Tensor> Stages(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = nn.functional.max_pool2d(rectify(stem.Call(images.to(type))), 3, 2, 1);
        List<Tensor> outputs = [];
        foreach (FrozenBlock[] stage in stages)
        {
            output = PixelOrder.ForStage(outputs.Count, output);
            foreach (FrozenBlock block in stage)
            {
                output = block.Call(output, rectify);
            }
            outputs.Add(output);
        }
        return [.. outputs.Select(stage => stage.MoveToOuterDisposeScope())];
    }

    /// <summary>Passes images through and tells each convolution's output with its place in <see cref="ConvolutionNames"/>.</summary>
    internal void ObserveConvolutions(Tensor images, Action<int, Tensor> observer)
    {
        using DisposeScope scope = NewDisposeScope();
        FrozenConvolution[] layers = [.. Convolutions.Select(named => named.Layer)];
        for (int index = 0; index < layers.Length; index++)
        {
            int place = index;
            layers[index].Observer = output => observer(place, output);
        }
        Features(images);
        Array.ForEach(layers, layer => layer.Observer = null);
    }

    /// <summary>Logits of the output of <see cref="Features"/>.</summary>
    public Tensor Classify(Tensor features) => nn.functional.linear(features.to(ScalarType.Float32).mean([2, 3]), classifier, classifierBias);

    public void Dispose()
    {
        stem.Dispose();
        foreach (FrozenBlock block in stages.SelectMany(stage => stage))
        {
            block.Dispose();
        }
        classifier.Dispose();
        classifierBias.Dispose();
    }
}
