using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation;

public sealed class InputGradientTests
{
    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void Maps_of_the_true_labels_equal_those_of_PyTorch(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        Tensor raw = InputGradient.OfWeightedLogits(network, oracle.Array("input"), oracle.Array("labels"), branch);
        oracle.AssertMeets($"saliency_raw_b{(int)branch}", raw);
        oracle.AssertMeets($"saliency_norm_b{(int)branch}", MapNormalisation.ClipAndStretch(raw));
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void Maps_of_one_class_equal_those_of_PyTorch(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        oracle.AssertMeets(
            $"saliency_class_b{(int)branch}",
            InputGradient.OfClasses(network, oracle.Array("input"), oracle.Array("class_index"), branch));
    }

    [Fact]
    public void A_map_does_not_depend_on_the_batch_and_averages_the_channels()
    {
        using Generator random = new(2);
        using ResNet network = new(new NetworkShape("resnet18", 4, 3, 2, DualNorm: false), random);
        float[] pixels = rand(5, 32, 32, generator: random).data<float>().ToArray();
        ImageSet images = new(pixels, 5, 32);
        int[] targets = [0, 1, 1, 0, 1];
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        float[] together = InputGradient.Maps(network, images, targets, NormBranch.Clean, batchSize: 5, cancellation);
        float[] apart = InputGradient.Maps(network, images, targets, NormBranch.Clean, batchSize: 2, cancellation);
        Assert.Equal(together.Length, apart.Length);
        Assert.All(together.Zip(apart), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        network.eval();
        Tensor input = images.Batch(1, 1, 3).requires_grad_(true);
        network.call(input, NormBranch.Clean)[0, 1].backward();
        float[] second = [.. input.grad!.mean([1]).data<float>()];
        Assert.All(second.Zip(together[1024..2048]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Scaling_of_maps_equals_that_of_PyTorch()
    {
        using Oracle oracle = new("units");
        oracle.AssertMeets("norm_out", MapNormalisation.ClipAndStretch(oracle.Array("norm_in")));
    }

    [Fact]
    public void A_flat_map_becomes_zero() =>
        Assert.Equal(0f, MapNormalisation.ClipAndStretch(full([1, 1, 4, 4], 3f)).abs().max().item<float>());
}
