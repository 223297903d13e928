using System.Text.Json;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Attacks;

public sealed class ProjectedGradientTests
{
    private static readonly AttackRecipe Linf = AttackRecipe.Paper;

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean, 1, "pgd_linf_step1")]
    [InlineData("resnet18_std", NormBranch.Clean, 10, "pgd_linf")]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial, 1, "pgd_linf_step1")]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial, 10, "pgd_linf")]
    [InlineData("resnet18_dsbn", NormBranch.Clean, 10, "pgd_linf_via_b0")]
    public void Linf_attacks_equal_those_of_PyTorch(string name, NormBranch branch, int steps, string expected)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        Tensor attacked = Attack(oracle, network, Linf with { Steps = steps }, branch);
        oracle.AssertMostlyMeets(expected, attacked);
        AssertWithin(attacked, oracle.Array("input"), Linf.Epsilon);
        AssertOutcome(oracle, network, expected, attacked, branch);
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void Attacks_from_a_given_start_equal_those_of_PyTorch(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        Tensor attacked = Attack(oracle, network, Linf, branch, oracle.Array("noise"));
        oracle.AssertMostlyMeets("pgd_linf_random", attacked);
        AssertOutcome(oracle, network, "pgd_linf_random", attacked, branch);
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void L2_attacks_with_both_step_rules_equal_those_of_PyTorch(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        AttackRecipe recipe = new(Epsilon: 0.5, Alpha: 0.0025, Steps: 10, AttackNorm.L2);
        Tensor sign = Attack(oracle, network, recipe, branch);
        oracle.AssertNear("pgd_l2_sign", sign);
        AssertOutcome(oracle, network, "pgd_l2_sign", sign, branch);
        Tensor unit = Attack(oracle, network, recipe with { Alpha = 0.1, Step = AttackStep.Unit }, branch);
        oracle.AssertNear("pgd_l2_unit", unit);
        AssertLogits(oracle, "pgd_l2_unit_logits", network.call(unit, branch));
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void Loss_and_logits_over_a_sweep_of_epsilon_equal_those_of_PyTorch(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        JsonElement sweep = oracle.Values.GetProperty("sweep");
        double[] radii = [.. sweep.GetProperty("eps").EnumerateArray().Select(value => value.GetDouble())];
        Tensor logits = stack([.. radii.Select(radius =>
            network.call(Attack(oracle, network, new AttackRecipe(radius, radius / 2, 10), branch), branch))]);
        oracle.AssertMeets("sweep_logits", logits);
        for (int index = 0; index < radii.Length; index++)
        {
            float loss = MaskedLoss.Of(logits[index], oracle.Array("labels")).item<float>();
            Assert.Equal(sweep.GetProperty("bce")[index].GetDouble(), loss, sweep.GetProperty("bce_atol").GetDouble());
        }
    }

    [Fact]
    public void The_network_is_left_as_it_was()
    {
        using Oracle oracle = new("resnet18_dsbn");
        using ResNet network = oracle.Network();
        network.train();
        network.named_children().First().module.eval();
        bool[] modes = [.. network.modules().Select(module => module.training)];
        Tensor[] before = [.. network.State.Select(named => named.Tensor.clone())];
        Tensor attacked = Attack(oracle, network, Linf with { Steps = 2 }, NormBranch.Adversarial);
        Assert.False(attacked.requires_grad);
        Assert.Equal(modes, network.modules().Select(module => module.training));
        Assert.True(network.training);
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(network.State.Zip(before), pair => Assert.Equal(pair.Second, pair.First.Tensor));
    }

    [Fact]
    public void An_image_without_gradient_stays_where_it_is_in_l2()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        Tensor image = full([1, 1, 32, 32], 0.5f);
        Tensor unknown = full([1, 2], float.NaN);
        AttackRecipe recipe = new(0.5, 0.1, 3, AttackNorm.L2, AttackStep.Unit);
        using FrozenNetwork frozen = new(network, NormBranch.Clean);
        Assert.Equal(image, new ProjectedGradient(recipe).Attack(frozen, image, unknown));
    }

    [Theory]
    [InlineData(AttackNorm.Linf)]
    [InlineData(AttackNorm.L2)]
    public void Random_starts_fill_the_ball_and_repeat_with_the_seed(AttackNorm norm)
    {
        ProjectedGradient attack = new(Linf with { Epsilon = 0.25, Norm = norm });
        using Generator first = new(5), second = new(5);
        Tensor noise = attack.Noise(zeros(200, 1, 1, 2), first);
        Assert.Equal(noise, attack.Noise(zeros(200, 1, 1, 2), second));
        Tensor length = noise.flatten(1).norm(1, false, norm == AttackNorm.L2 ? 2 : float.PositiveInfinity);
        Assert.InRange(length.max().item<float>(), 0.24f, 0.25001f);
        Assert.InRange(length.lt(0.125).to(ScalarType.Float32).mean().item<float>(), 0.15f, 0.35f);
    }

    private static Tensor Attack(Oracle oracle, ResNet network, AttackRecipe recipe, NormBranch branch, Tensor? noise = null)
    {
        using UnfoldedNetwork unfolded = new(network, branch);
        return new ProjectedGradient(recipe).Attack(unfolded, oracle.Array("input"), oracle.Array("labels"), noise);
    }

    private static void AssertWithin(Tensor attacked, Tensor origin, double epsilon)
    {
        Assert.True((attacked - origin).abs().max().item<float>() <= epsilon + 1e-7);
        Assert.InRange(attacked.min().item<float>(), 0, 1);
        Assert.InRange(attacked.max().item<float>(), 0, 1);
    }

    private static void AssertOutcome(Oracle oracle, ResNet network, string name, Tensor attacked, NormBranch branch)
    {
        foreach (NormBranch judge in network.Shape.DualNorm ? [NormBranch.Clean, NormBranch.Adversarial] : new[] { NormBranch.Clean })
        {
            AssertLogits(oracle, $"{name}_logits_b{(int)judge}", network.call(attacked, judge));
        }
        if (oracle.Values.TryGetProperty(name, out var losses))
        {
            float loss = MaskedLoss.Of(network.call(attacked, branch), oracle.Array("labels")).item<float>();
            Assert.Equal(losses.GetProperty("bce_adv").GetDouble(), loss, losses.GetProperty("tolerance").GetDouble());
        }
    }

    private static void AssertLogits(Oracle oracle, string name, Tensor logits)
    {
        if (oracle.Case.GetProperty("arrays").TryGetProperty(name, out _))
        {
            oracle.AssertMeets(name, logits);
        }
    }
}
