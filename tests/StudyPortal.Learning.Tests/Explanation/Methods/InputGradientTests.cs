using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Methods;

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
        using Explainer explainer = new(network, branch, new InputGradient());
        Tensor raw = explainer.Explain(oracle.Array("input"), oracle.Array("labels"));
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
        using Explainer explainer = new(network, branch, new InputGradient());
        oracle.AssertMeets($"saliency_class_b{(int)branch}", explainer.ExplainClasses(oracle.Array("input"), oracle.Array("class_index")));
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
        using Explainer explainer = new(network, NormBranch.Clean, new InputGradient());
        float[] together = explainer.Maps(images, targets, null, cancellation);
        float[] alone = explainer.Maps(new ImageSet(pixels[1024..2048], 1, 32), [1], null, cancellation);
        Assert.All(together[1024..2048].Zip(alone), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        network.eval();
        Tensor input = images.Batch(1, 1, 3).requires_grad_(true);
        network.call(input, NormBranch.Clean)[0, 1].backward();
        float[] second = [.. input.grad!.mean([1]).data<float>()];
        Assert.All(second.Zip(together[1024..2048]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, "3 images need as many")]
    [InlineData(new[] { 0, 1, 2 }, "one of 0 to 1")]
    public void Targets_that_do_not_fit_are_refused(int[] targets, string reason)
    {
        using ResNet network = Brightness.Network();
        using Explainer explainer = new(network, NormBranch.Clean, new InputGradient());
        ImageSet images = new(new float[3 * 1024], 3, 32);
        var refused = Assert.Throws<ArgumentException>(() => explainer.Maps(images, targets, null, TestContext.Current.CancellationToken));
        Assert.Contains(reason, refused.Message);
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
