using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class RandomisationCheckTests : IDisposable
{
    private readonly Generator random = new(3);
    private readonly ResNet network;
    private readonly ImageSet images;

    public RandomisationCheckTests()
    {
        network = new ResNet(new NetworkShape("resnet18", 4, 1, 2, DualNorm: true), random);
        images = new ImageSet([.. rand(2, 32, 32, generator: random).data<float>()], 2, 32);
    }

    public void Dispose()
    {
        network.Dispose();
        random.Dispose();
    }

    [Fact]
    public void A_map_that_does_not_look_at_the_network_never_changes()
    {
        RandomisationResult result = Compute(new ImageItself());
        Assert.Equal(["fc", "layer4", "layer3", "layer2", "layer1", "conv1"], result.Stages);
        Assert.All(result.Agreements, agreement => Assert.All(agreement.Spearman, value => Assert.Equal(1, value, 12)));
    }

    [Fact]
    public void The_gradient_forgets_and_the_network_itself_does_not()
    {
        float[] before = Weights();
        RandomisationResult result = Compute(new InputGradient());
        Assert.All(result.Agreements[^1].Spearman, value => Assert.InRange(value, -0.3, 0.3));
        Assert.Equal(before, Weights());
        Assert.Equal(result.Agreements[2].Spearman, Compute(new InputGradient()).Agreements[2].Spearman);
    }

    [Fact]
    public void Stage_after_stage_every_convolution_is_replaced()
    {
        using RandomisedNetwork randomised = new(network, 7);
        Assert.Equal(0, Replaced(randomised.Copy));
        int[] after = [.. RandomisedNetwork.Stages.Select(stage =>
        {
            randomised.Randomise(stage);
            return Replaced(randomised.Copy);
        })];
        // fc weight and bias; five convolutions of each later stage, four of the first; the stem.
        Assert.Equal([2, 7, 12, 17, 21, 22], after);
    }

    [Fact]
    public void Two_networks_are_compared_on_their_own_maps()
    {
        MapAgreement same = new ModelAgreement(new InputGradient()).Compute(
            (network, NormBranch.Clean), (network, NormBranch.Clean), images, [0, 1], null, TestContext.Current.CancellationToken);
        MapAgreement other = new ModelAgreement(new InputGradient()).Compute(
            (network, NormBranch.Clean), (Brightness.Network(), NormBranch.Clean), images, [0, 0], null, TestContext.Current.CancellationToken);
        Assert.All(same.Spearman, value => Assert.Equal(1, value, 12));
        Assert.All(other.Spearman, value => Assert.InRange(value, -0.5, 0.5));
    }

    private float[] Weights() => [.. network.State.SelectMany(entry => entry.Tensor.to(ScalarType.Float32).data<float>().ToArray())];

    private RandomisationResult Compute(MapMethod method) =>
        new RandomisationCheck(method, 7).Compute(network, NormBranch.Adversarial, images, [0, 1], null, TestContext.Current.CancellationToken);

    private int Replaced(ResNet copy) => copy.State.Zip(network.State).Count(pair =>
        !pair.First.Name.Contains("bns", StringComparison.Ordinal) && !pair.First.Tensor.data<float>().SequenceEqual(pair.Second.Tensor.data<float>()));
}
