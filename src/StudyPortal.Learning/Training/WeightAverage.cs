using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// The exponential moving average of a network's parameters, of every branch, as a network of its own. Running statistics and
/// counts are those of the trained network.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double decay;
    private readonly (Tensor Average, Tensor Trained)[] pairs;

    public WeightAverage(ResNet trained, double decay)
    {
        this.decay = decay;
        using Generator unused = new(0);
        Network = new ResNet(trained.Shape, unused);
        Network.to(trained.Device);
        Network.eval();
        pairs = [.. Network.State.Zip(trained.State, (average, given) => (average.Tensor, given.Tensor))];
    }

    /// <summary>In evaluation mode; of no use before the first step.</summary>
    public ResNet Network { get; }

    /// <summary>Takes the weights after an optimiser step; those of the first step are the average.</summary>
    public void Add(bool first)
    {
        using IDisposable frozen = no_grad();
        using Scalar kept = decay, taken = 1 - decay;
        using DisposeScope scope = NewDisposeScope();
        foreach ((Tensor average, Tensor trained) in pairs)
        {
            if (first || !trained.requires_grad)
            {
                average.copy_(trained);
            }
            else
            {
                average.mul_(kept).add_(trained, taken);
            }
        }
    }

    public void Dispose() => Network.Dispose();
}
