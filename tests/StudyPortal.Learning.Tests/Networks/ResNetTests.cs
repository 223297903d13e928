using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
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

    /// <summary>
    /// SHA-256 of "name dtype [shape]" lines of torchvision 0.14 with 8 classes; dual: its norm_layer is a module with two
    /// BatchNorm2d in a ModuleList bns.
    /// </summary>
    [Theory]
    [InlineData("resnet18", false, 122, 11180616, "b27076ecb0a4f18247acd3ced26756aecc0d058a2551af8be6f0ea8b7117e549")]
    [InlineData("resnet18", true, 222, 11190216, "999b6949f326a716265d8a22229421d9104543bfbc7e3a1bd058ea9341c8d7b3")]
    [InlineData("resnet34", false, 218, 21288776, "a3e8bc8e03b38113cff1fd867d761f8c4e882f8f769fc25a01c4566eaab9172c")]
    [InlineData("resnet34", true, 398, 21305800, "7bbd737b05005aa4cb1cd3408a22bbabbc89c6598e9a49f26daf909caf3a0815")]
    [InlineData("resnet50", false, 320, 23524424, "eadc8ff3719dcd2ca337802608f06dfdbb700291813b268f0049bcdfc43e9b92")]
    [InlineData("resnet50", true, 585, 23577544, "3751d75118d735e48694ce449a810d04bbc3945b6ad02e8c672a261aa5030b1f")]
    [InlineData("resnet101", false, 626, 42516552, "a90030ab3d73ae8713f2c989b289f64674dd73e15c51d2a69612edf973876d27")]
    [InlineData("resnet101", true, 1146, 42621896, "8ca82f67dc2efc787979b671178811083f8872bad3ba8818e00a9217c5e8094c")]
    [InlineData("resnet152", false, 932, 58160200, "494249cb2e05d9519d805ba575e0a4da8c46d825f72788eebba26288b94c77bc")]
    [InlineData("resnet152", true, 1707, 58311624, "535577ec533ab0bcd102a17c50c145f906d080485550e6e71bb81b6f25938a53")]
    public void State_of_every_depth_has_the_names_types_shapes_and_order_of_torchvision(
        string architecture, bool dual, int entries, long parameters, string hash)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape(architecture, 64, 3, 8, dual), random);
        string[] lines = [.. network.State.Select(named =>
            $"{named.Name} {named.Tensor.dtype.ToString().ToLowerInvariant()} [{string.Join(",", named.Tensor.shape)}]")];
        Assert.Equal(entries, lines.Length);
        Assert.Equal(parameters, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
    }

    [Fact]
    public void A_recipe_says_how_wide_the_bottlenecks_are()
    {
        TrainingRecipe recipe = new() { Architecture = "resnet50", WideFactor = 2 };
        recipe.Validate();
        Assert.Equal(2, recipe.Shape(classCount: 3).WideFactor);
        var refusal = Assert.Throws<ArgumentException>(() => (recipe with { Architecture = "resnet18" }).Validate());
        Assert.Contains("WideFactor is 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_factor_needs_bottlenecks()
    {
        using Generator random = new(1);
        var refusal = Assert.Throws<ArgumentException>(
            () => new ResNet(new NetworkShape("resnet34", 4, 1, 2, DualNorm: true) { WideFactor = 2 }, random));
        Assert.Contains("resnet34", refusal.Message, StringComparison.Ordinal);
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
