using System.Text.Json;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

public sealed class ResNetTests
{
    [Theory]
    [InlineData("resnet18_std", "resnet18", false)]
    [InlineData("resnet50_std", "resnet50", false)]
    [InlineData("resnet18_dsbn", "resnet18", true)]
    [InlineData("resnet50_dsbn", "resnet50", true)]
    public void State_has_the_names_shapes_and_order_of_PyTorch(string oracle, string architecture, bool dual)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape(architecture, 64, 3, 8, dual), random);
        string[] expected = [.. Oracle.Keys(oracle).GetProperty("keys").EnumerateArray().Select(key => $"{key[0]} {Shape(key[1])}")];
        Assert.Equal(expected, network.State.Select(named => $"{named.Name} [{string.Join(",", named.Tensor.shape)}]"));
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean, "logits_b0")]
    [InlineData("resnet18_dsbn", NormBranch.Clean, "logits_b0")]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial, "logits_b1")]
    public void Logits_equal_those_of_PyTorch(string name, NormBranch branch, string expected)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        oracle.AssertMeets(expected, network.call(oracle.Array("input"), branch));
    }

    [Fact]
    public void Initial_weights_depend_on_the_generator_alone()
    {
        using Generator first = new(7), second = new(7), third = new(8);
        NetworkShape shape = new("resnet18", 4, 1, 2, DualNorm: true);
        using ResNet one = new(shape, first), same = new(shape, second), other = new(shape, third);
        Assert.All(one.State.Zip(same.State), pair => Assert.Equal(pair.First.Tensor, pair.Second.Tensor));
        Assert.NotEqual(one.State[0].Tensor, other.State[0].Tensor);
    }

    [Fact]
    public void Initial_convolutions_have_the_spread_of_Kaiming_over_the_fan_out()
    {
        using Generator random = new(3);
        using ResNet network = new(new NetworkShape("resnet18", 64, 3, 8, DualNorm: false), random);
        Tensor weight = network.State.Single(named => named.Name == "layer4.1.conv2.weight").Tensor;
        Assert.Equal(Math.Sqrt(2.0 / (9 * 512)), weight.std().item<float>(), 4);
    }

    [Fact]
    public void A_network_with_one_norm_refuses_the_adversarial_branch()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        Assert.Throws<ArgumentException>(() => network.call(zeros(2, 1, 32, 32), NormBranch.Adversarial));
    }

    [Fact]
    public void An_unknown_architecture_is_refused_with_the_known_ones()
    {
        using Generator random = new(1);
        var refusal = Assert.Throws<ArgumentException>(() => new ResNet(new NetworkShape("resnet20", 4, 1, 2, false), random));
        Assert.Contains("resnet18, resnet34, resnet50, resnet101, resnet152", refusal.Message, StringComparison.Ordinal);
    }

    private static string Shape(JsonElement shape) => $"[{string.Join(",", shape.EnumerateArray().Select(axis => axis.GetInt64()))}]";
}
