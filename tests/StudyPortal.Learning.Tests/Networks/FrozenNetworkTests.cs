using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

public sealed class FrozenNetworkTests
{
    [Theory]
    [InlineData(NormBranch.Clean)]
    [InlineData(NormBranch.Adversarial)]
    public void Logits_of_each_branch_equal_those_of_PyTorch(NormBranch branch)
    {
        using Oracle oracle = new("resnet18_dsbn");
        using ResNet network = oracle.Network();
        network.train();
        using FrozenNetwork frozen = new(network, branch);
        oracle.AssertMeets($"logits_b{(int)branch}", frozen.Logits(oracle.Array("input")));
        Assert.All(network.modules(), module => Assert.True(module.training));
    }

    /// <summary>In float64 nothing is packed and the stem is one convolution, as on a GPU and on processors without these kernels.</summary>
    [Theory]
    [InlineData("resnet18", 64, 64, ScalarType.Float32)]
    [InlineData("resnet50", 64, 64, ScalarType.Float32)]
    [InlineData("resnet18", 32, 32, ScalarType.Float32)]
    [InlineData("resnet18", 47, 70, ScalarType.Float32)]
    [InlineData("resnet50", 64, 64, ScalarType.Float64)]
    [InlineData("resnet18", 47, 70, ScalarType.Float64)]
    public void Gradients_for_images_are_those_of_libtorchs_own_backward_pass(string architecture, int height, int width, ScalarType type)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape(architecture, 16, 3, 4, DualNorm: true), random);
        using FrozenNetwork frozen = new(network, NormBranch.Adversarial, type);
        using UnfoldedNetwork plain = new(network, NormBranch.Adversarial);
        Tensor images = rand(3, 3, height, width, generator: random), weights = randn(3, 4, generator: random);
        Tensor logits = plain.Logits(images);
        AssertNear(logits, frozen.Logits(images));
        AssertNear(plain.Gradient(images, _ => weights), frozen.Gradient(images, _ => weights));
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Equal(logits, plain.Logits(images));
    }

    [Fact]
    public void One_frozen_network_takes_images_of_any_number_and_size()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 16, 1, 2, DualNorm: false), random);
        using FrozenNetwork frozen = new(network, NormBranch.Clean);
        using UnfoldedNetwork plain = new(network, NormBranch.Clean);
        foreach (long[] shape in (long[][])[[4, 1, 64, 64], [1, 1, 64, 64], [2, 1, 45, 45], [9, 1, 96, 96]])
        {
            Tensor images = rand(shape, generator: random), weights = randn(shape[0], 2, generator: random);
            AssertNear(plain.Logits(images), frozen.Logits(images));
            AssertNear(plain.Gradient(images, _ => weights), frozen.Gradient(images, _ => weights));
        }
    }

    // The gradient for a stage's output, carried on to the images by a small step along it, foretells the change of the score.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_gradient_for_a_stage_is_that_of_the_network_that_begins_there(int stage)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 8, 1, 2, DualNorm: false), random);
        using FrozenNetwork frozen = new(network, NormBranch.Clean);
        Tensor image = rand(1, 1, 64, 64, generator: random), weights = tensor(new float[] { 1, -0.5f }, [1, 2]);
        (Tensor output, Tensor gradient) = frozen.StageGradient(image, stage, weights);
        Tensor moved = frozen.Stage(image.add(frozen.Gradient(image, _ => weights).mul(1e-2)), stage).sub(output);
        float told = moved.mul(gradient).sum().item<float>();
        float score(Tensor of) => frozen.Logits(of).mul(weights).sum().item<float>();
        float happened = score(image.add(frozen.Gradient(image, _ => weights).mul(1e-2))) - score(image);
        Assert.InRange(told / happened, 0.9f, 1.1f);
    }

    [Fact]
    public void In_bfloat16_logits_are_near_and_gradients_point_the_same_way()
    {
        using Oracle oracle = new("resnet18_std");
        using ResNet network = oracle.Network();
        (Tensor exact, Tensor exactGradient) = LogitsAndGradient(ScalarType.Float32);
        (Tensor near, Tensor nearGradient) = LogitsAndGradient(ScalarType.BFloat16);
        Assert.Equal(ScalarType.Float32, near.dtype);
        Assert.Equal(ScalarType.Float32, nearGradient.dtype);
        Assert.InRange((near - exact).norm().item<float>() / exact.norm().item<float>(), 1e-6f, 0.05f);
        float cosine = (exactGradient * nearGradient).sum().item<float>() / (exactGradient.norm() * nearGradient.norm()).item<float>();
        Assert.InRange(cosine, 0.95f, 1.001f);

        (Tensor Logits, Tensor Gradient) LogitsAndGradient(ScalarType type)
        {
            using FrozenNetwork frozen = new(network, NormBranch.Clean, type);
            Tensor input = oracle.Array("input");
            return (frozen.Logits(input), frozen.Gradient(input, logits => ones_like(logits)));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Freezing_and_its_passes_leave_no_tensor_behind(ScalarType type)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        using Tensor image = rand(1, 1, 32, 32), weights = ones(1, 2);
        using DisposeScope scope = NewDisposeScope();
        using (FrozenNetwork frozen = new(network, NormBranch.Clean, type))
        {
            frozen.Gradient(image, _ => weights).Dispose();
            frozen.Logits(image).Dispose();
            Assert.Equal(0, scope.DisposablesCount);
        }
    }

    [Fact]
    public void Unfolded_logits_equal_those_of_PyTorch_and_the_network_is_given_back_as_it_was()
    {
        using Oracle oracle = new("resnet18_dsbn");
        using ResNet network = oracle.Network();
        network.train();
        using (UnfoldedNetwork unfolded = new(network, NormBranch.Adversarial))
        {
            oracle.AssertMeets("logits_b1", unfolded.Logits(oracle.Array("input")));
            Assert.All(network.parameters(), parameter => Assert.False(parameter.requires_grad));
        }
        Assert.All(network.modules(), module => Assert.True(module.training));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void A_branch_that_the_network_lacks_is_refused()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        Assert.Contains("Adversarial", Assert.Throws<ArgumentException>(() => new FrozenNetwork(network, NormBranch.Adversarial)).Message);
        Assert.Contains("Adversarial", Assert.Throws<ArgumentException>(() => new UnfoldedNetwork(network, NormBranch.Adversarial)).Message);
    }

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).norm().item<float>() / expected.norm().item<float>(), 0, 1e-5f);
    }
}
