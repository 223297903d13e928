using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

public sealed class FrozenNetworkTests
{
    [Theory]
    [InlineData(NormBranch.Clean, NormFolding.Folded)]
    [InlineData(NormBranch.Adversarial, NormFolding.Folded)]
    [InlineData(NormBranch.Adversarial, NormFolding.AsPyTorch)]
    public void Logits_of_each_branch_equal_those_of_PyTorch(NormBranch branch, NormFolding folding)
    {
        using Oracle oracle = new("resnet18_dsbn");
        using ResNet network = oracle.Network();
        network.train();
        using FrozenNetwork frozen = new(network, branch, folding);
        oracle.AssertMeets($"logits_b{(int)branch}", frozen.Logits(oracle.Array("input")));
        Assert.All(network.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void A_frozen_network_gives_gradients_for_images_and_none_for_weights()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet50", 8, 1, 2, DualNorm: false), random);
        using FrozenNetwork frozen = new(network, NormBranch.Clean);
        Tensor image = full([1, 1, 32, 32], 0.5f).requires_grad_(true);
        frozen.Logits(image).sum().backward();
        Assert.True(image.grad!.abs().max().item<float>() > 0);
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void In_bfloat16_logits_are_near_and_gradients_point_the_same_way()
    {
        using Oracle oracle = new("resnet18_std");
        using ResNet network = oracle.Network();
        (Tensor exact, Tensor exactGradient) = LogitsAndGradient(NormFolding.AsPyTorch);
        (Tensor near, Tensor nearGradient) = LogitsAndGradient(NormFolding.FoldedBFloat16);
        Assert.Equal(ScalarType.Float32, near.dtype);
        Assert.InRange((near - exact).norm().item<float>() / exact.norm().item<float>(), 1e-6f, 0.05f);
        float cosine = (exactGradient * nearGradient).sum().item<float>() / (exactGradient.norm() * nearGradient.norm()).item<float>();
        Assert.InRange(cosine, 0.95f, 1.001f);

        (Tensor Logits, Tensor Gradient) LogitsAndGradient(NormFolding folding)
        {
            using FrozenNetwork frozen = new(network, NormBranch.Clean, folding);
            Tensor input = oracle.Array("input").requires_grad_(true);
            Tensor logits = frozen.Logits(input);
            return (logits.detach(), autograd.grad([logits.sum()], [input])[0]);
        }
    }

    [Theory]
    [InlineData(NormFolding.Folded)]
    [InlineData(NormFolding.FoldedBFloat16)]
    [InlineData(NormFolding.AsPyTorch)]
    public void Freezing_leaves_no_tensor_behind(NormFolding folding)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        using DisposeScope scope = NewDisposeScope();
        using (new FrozenNetwork(network, NormBranch.Clean, folding))
        {
            Assert.Equal(0, scope.DisposablesCount);
        }
    }

    [Fact]
    public void A_branch_that_the_network_lacks_is_refused()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        Assert.Contains("Adversarial", Assert.Throws<ArgumentException>(() => new FrozenNetwork(network, NormBranch.Adversarial)).Message);
    }
}
