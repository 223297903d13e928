using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// A network in evaluation mode through one branch, layer by layer, rounding as PyTorch does: iterated signs of tiny gradients
/// then agree with it. Until it is disposed the network stays in that mode and its weights take no part in gradients.
/// </summary>
public sealed class UnfoldedNetwork : IClassifier, IDisposable
{
    private readonly ResNet network;
    private readonly NormBranch branch;
    private readonly EvaluationMode mode;
    private readonly Parameter[] trainable;

    /// <exception cref="ArgumentException">The network has no such branch.</exception>
    public UnfoldedNetwork(ResNet network, NormBranch branch)
    {
        network.Require(branch);
        (this.network, this.branch, mode) = (network, branch, new EvaluationMode(network));
        trainable = [.. network.parameters().Where(weight => weight.requires_grad)];
        Track(false);
    }

    public Tensor Logits(Tensor images)
    {
        using IDisposable still = no_grad();
        return network.call(images, branch);
    }

    public Tensor Gradient(Tensor images, Func<Tensor, Tensor> weigh)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = images.detach().requires_grad_(true);
        Tensor logits;
        using (enable_grad())
        {
            logits = network.call(input, branch);
        }
        logits.backward([weigh(logits.detach())]);
        return (input.grad ?? throw new InvalidOperationException("The network gave no gradient.")).MoveToOuterDisposeScope();
    }

    /// <summary>Passes images through and tells each convolution's output with its place in <see cref="ResNet.Convolutions"/>.</summary>
    internal void ObserveConvolutions(Tensor images, Action<int, Tensor> observer)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvNorm[] layers = [.. network.Convolutions.Select(named => named.Layer)];
        for (int index = 0; index < layers.Length; index++)
        {
            int place = index;
            layers[index].Observer = output => observer(place, output);
        }
        try
        {
            Logits(images);
        }
        finally
        {
            Array.ForEach(layers, layer => layer.Observer = null);
        }
    }

    public void Dispose()
    {
        Track(true);
        mode.Dispose();
    }

    private void Track(bool tracked) => Array.ForEach(trainable, weight => weight.requires_grad_(tracked));
}
