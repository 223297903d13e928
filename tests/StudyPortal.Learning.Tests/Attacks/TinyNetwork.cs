using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Attacks;

/// <summary>A small random network with images of 32 x 32 pixels, away from 0 and 1, and labels that it predicts rightly.</summary>
internal sealed class TinyNetwork : IDisposable
{
    private readonly Generator random;

    public TinyNetwork(int classes, ulong seed = 1, int images = 3, bool dual = false)
    {
        random = new Generator(seed);
        Network = new ResNet(new NetworkShape("resnet18", 4, 1, classes, dual), random);
        Images = rand(images, 1, 32, 32, generator: random).mul_(0.8).add_(0.1);
        Frozen = new FrozenNetwork(Network, NormBranch.Clean);
        Labels = Frozen.Logits(Images).gt(0).to(ScalarType.Float32);
    }

    public ResNet Network { get; }

    public FrozenNetwork Frozen { get; private set; }

    public Tensor Images { get; }

    public Tensor Labels { get; }

    public Generator Random => random;

    /// <summary>Makes the network so sure that float32 cannot tell its probabilities from 0 and 1.</summary>
    public void Saturate()
    {
        using IDisposable fixedGraph = no_grad();
        float smallest = Frozen.Logits(Images).abs().min().item<float>();
        foreach (NamedTensor weights in Network.State.Where(named => named.Name is "fc.weight" or "fc.bias"))
        {
            weights.Tensor.mul_(150 / smallest);
        }
        Frozen.Dispose();
        Frozen = new FrozenNetwork(Network, NormBranch.Clean);
    }

    /// <summary>How far each image's logits lie on the wrong side, in all; negative where they are right.</summary>
    public float[] Margin(Tensor images) =>
        [.. StudyPortal.Learning.Attacks.AttackLoss.Margin(Frozen.Logits(images), Labels).data<float>()];

    /// <summary>Of a scalar of the logits, for the images, by libtorch's own backward pass through every layer.</summary>
    public Tensor Gradient(Func<Tensor, Tensor> value)
    {
        Network.eval();
        Tensor input = Images.clone().requires_grad_(true);
        value(Network.call(input, NormBranch.Clean)).backward();
        Network.zero_grad();
        return input.grad!;
    }

    public void AssertWithin(Tensor attacked, double epsilon, double norm = double.PositiveInfinity)
    {
        Assert.False(attacked.requires_grad);
        Assert.True((attacked - Images).flatten(1).norm(1, false, (float)norm).max().item<float>() <= epsilon * 1.00001);
        Assert.InRange(attacked.min().item<float>(), 0, 1);
        Assert.InRange(attacked.max().item<float>(), 0, 1);
    }

    public void Dispose()
    {
        Frozen.Dispose();
        Network.Dispose();
        random.Dispose();
    }
}
