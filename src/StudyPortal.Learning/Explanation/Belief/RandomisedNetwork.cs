using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>A copy of a network whose stages lose what they learned one after another, the classifier first.</summary>
internal sealed class RandomisedNetwork : IDisposable
{
    /// <summary>In the order in which <see cref="Randomise"/> takes them; conv1 includes the norm after it.</summary>
    public static readonly string[] Stages = ["fc", "layer4", "layer3", "layer2", "layer1", "conv1"];

    private readonly Generator random;
    private readonly ResNet fresh;

    public RandomisedNetwork(ResNet network, ulong seed)
    {
        random = new Generator(seed);
        Copy = new ResNet(network.Shape, random);
        fresh = new ResNet(network.Shape, random);
        Copy.to(network.Device);
        fresh.to(network.Device);
        Take(network, _ => true);
    }

    public ResNet Copy { get; }

    /// <summary>Gives a stage new weights and norms, as before training.</summary>
    public void Randomise(string stage) => Take(
        fresh, name => name.StartsWith($"{stage}.", StringComparison.Ordinal) || (stage == "conv1" && name.StartsWith("bn1.", StringComparison.Ordinal)));

    public void Dispose()
    {
        Copy.Dispose();
        fresh.Dispose();
        random.Dispose();
    }

    private void Take(ResNet source, Func<string, bool> chosen)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((NamedTensor target, NamedTensor origin) in Copy.State.Zip(source.State).Where(pair => chosen(pair.First.Name)))
        {
            target.Tensor.copy_(origin.Tensor);
        }
    }
}
