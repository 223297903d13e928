using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// What a network computes in evaluation mode through one branch, its norms folded into its convolutions: a copy, fast in
/// gradients for images, that rounds differently in the last digits. Make a new one when the network's weights have changed. Not
/// for several threads at once.
/// </summary>
public sealed class FrozenNetwork : IClassifier, IDisposable
{
    private readonly FrozenStem stem;
    private readonly FrozenBlock[][] stages;
    private readonly Tensor classifier, classifierBias;
    private readonly ScalarType type;
    private readonly ReluGradient relu;

    /// <param name="network">What is frozen; left as it is.</param>
    /// <param name="branch">The norms that images go through.</param>
    /// <param name="type">Float32, or BFloat16, of 8 significant bits, for all but the classifier.</param>
    /// <exception cref="ArgumentException">The network has no such branch.</exception>
    public FrozenNetwork(ResNet network, NormBranch branch, ScalarType type = ScalarType.Float32)
    {
        using IDisposable frozen = no_grad();
        (Shape, this.type) = (network.Shape, type);
        (stem, stages) = (network.FreezeStem(branch, type), network.FreezeStages(branch, type));
        (classifier, classifierBias) = network.CopyClassifier();
    }

    public NetworkShape Shape { get; }

    /// <summary>Gradients go back through every ReLU only where they are positive.</summary>
    internal bool Guided
    {
        init => relu = new ReluGradient(value);
    }

    public Tensor Logits(Tensor images)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Classify(Through(stages, stem.Output(images.to(type)))).MoveToOuterDisposeScope();
    }

    /// <summary>Output of a stage, 1 to 4, after its ReLU, N x C' x h x w.</summary>
    public Tensor Stage(Tensor images, int stage)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Through(stages[..stage], stem.Output(images.to(type))).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    public Tensor Gradient(Tensor images, Func<Tensor, Tensor> weigh)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        FrozenStem.Pass start = stem.Call(images.to(type));
        Tensor gradient = BackTo(start.Output, stages, weigh);
        return stem.Back(gradient, start, images.shape[2], images.shape[3], relu).to(images.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Output of a stage, 1 to 4, and the gradient for it of the sum of logits times their weights N x K.</summary>
    public (Tensor Output, Tensor Gradient) StageGradient(Tensor images, int stage, Tensor weights)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor output = Through(stages[..stage], stem.Output(images.to(type)));
        Tensor gradient = BackTo(output, stages[stage..], _ => weights).to(ScalarType.Float32);
        return (output.to(ScalarType.Float32).MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

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

    private static Tensor Through(FrozenBlock[][] stages, Tensor output)
    {
        foreach (FrozenBlock block in stages.SelectMany(stage => stage))
        {
            using DisposeScope scope = NewDisposeScope();
            using Tensor input = output;
            output = block.Call(input)[^1].MoveToOuterDisposeScope();
        }
        return output;
    }

    /// <summary>The gradient for what goes into the first of some last stages.</summary>
    private Tensor BackTo(Tensor input, FrozenBlock[][] last, Func<Tensor, Tensor> weigh)
    {
        using DisposeScope scope = NewDisposeScope();
        Stack<(FrozenBlock Block, Tensor[] Values)> passed = [];
        Tensor features = input;
        foreach (FrozenBlock block in last.SelectMany(stage => stage))
        {
            Tensor[] values = block.Call(features);
            passed.Push((block, values));
            features = values[^1];
        }
        Tensor gradient = BackToFeatures(features, weigh);
        while (passed.TryPop(out (FrozenBlock Block, Tensor[] Values) step))
        {
            using Tensor ofOutput = gradient;
            gradient = step.Block.Back(ofOutput, step.Values, relu);
        }
        return gradient.MoveToOuterDisposeScope();
    }

    private Tensor Classify(Tensor features) => nn.functional.linear(Pooled(features), classifier, classifierBias);

    private static Tensor Pooled(Tensor features) => features.to(ScalarType.Float32).mean([2, 3]);

    private Tensor BackToFeatures(Tensor features, Func<Tensor, Tensor> weigh)
    {
        using DisposeScope scope = NewDisposeScope();
        using Scalar places = features.shape[2] * features.shape[3];
        Tensor pooled = weigh(Classify(features)).mm(classifier).div(places).to(type);
        return PixelOrder.ChannelsLast(pooled.reshape(pooled.shape[0], -1, 1, 1).expand_as(features)).MoveToOuterDisposeScope();
    }
}
