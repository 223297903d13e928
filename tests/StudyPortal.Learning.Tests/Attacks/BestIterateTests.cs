using StudyPortal.Learning.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Attacks;

public sealed class BestIterateTests
{
    [Fact]
    public void More_starts_never_leave_an_image_better_off_and_none_beats_its_start()
    {
        using TinyNetwork tiny = new(classes: 3);
        ProjectedGradient attack = new(new AttackRecipe(0.05, 0.05, 3), AttackLoss.Margin);
        Tensor[] starts = [attack.Noise(tiny.Images, tiny.Random), attack.Noise(tiny.Images, tiny.Random)];
        Tensor one = attack.AttackBest(tiny.Frozen, tiny.Images, tiny.Labels, [starts[0]]);
        Tensor two = attack.AttackBest(tiny.Frozen, tiny.Images, tiny.Labels, starts);
        tiny.AssertWithin(two, 0.05);
        AssertAtLeast(tiny.Margin(one), tiny.Margin(two));
        AssertAtLeast(tiny.Margin(tiny.Images), tiny.Margin(one));
        AssertAtLeast(tiny.Margin(attack.Attack(tiny.Frozen, tiny.Images, tiny.Labels, starts[1])), tiny.Margin(two));
    }

    [Fact]
    public void A_step_too_long_to_gain_anything_leaves_the_image_itself()
    {
        using TinyNetwork tiny = new(classes: 3);
        ProjectedGradient away = new(new AttackRecipe(0.05, 0.01, 5), AttackLoss.Towards(AttackLoss.Margin));
        ProjectedGradient wrongWay = new(new AttackRecipe(0.05, -0.01, 5), AttackLoss.Margin);
        Assert.Equal(tiny.Images, wrongWay.AttackBest(tiny.Frozen, tiny.Images, tiny.Labels, [null]));
        AssertAtLeast(tiny.Margin(away.Attack(tiny.Frozen, tiny.Images, tiny.Labels)), tiny.Margin(tiny.Images));
    }

    [Fact]
    public void A_targeted_attack_makes_the_network_say_the_target()
    {
        using TinyNetwork tiny = new(classes: 2);
        Tensor targets = 1 - tiny.Labels;
        ProjectedGradient attack = new(new AttackRecipe(0.3, 0.05, 30), AttackLoss.Towards(AttackLoss.BinaryCrossEntropy));
        Tensor attacked = attack.Attack(tiny.Frozen, tiny.Images, targets);
        tiny.AssertWithin(attacked, 0.3);
        Assert.True(
            AttackLoss.BinaryCrossEntropy(tiny.Frozen.Logits(attacked), targets).sum().item<float>()
            < AttackLoss.BinaryCrossEntropy(tiny.Frozen.Logits(tiny.Images), targets).sum().item<float>());
        Assert.All(tiny.Margin(attacked).Zip(tiny.Margin(tiny.Images)), pair => Assert.True(pair.First > pair.Second));
    }

    [Theory]
    [InlineData(AttackNorm.Linf, 1)]
    [InlineData(AttackNorm.L2, 2)]
    public void One_fast_step_gains_epsilon_times_the_length_of_the_gradient(AttackNorm norm, int dual)
    {
        const double Epsilon = 2e-5;
        using TinyNetwork tiny = new(classes: 1);
        float[] length = [.. tiny.Gradient(logits => AttackLoss.Margin(logits, tiny.Labels).sum()).flatten(1).norm(1, false, dual).data<float>()];
        double epsilon = norm == AttackNorm.L2 ? Epsilon * 30 : Epsilon;
        Tensor attacked = new ProjectedGradient(AttackRecipe.Fast(epsilon, norm), AttackLoss.Margin).Attack(tiny.Frozen, tiny.Images, tiny.Labels);
        tiny.AssertWithin(attacked, epsilon * 1.01, norm == AttackNorm.L2 ? 2 : double.PositiveInfinity);
        Assert.All(tiny.Margin(attacked).Zip(tiny.Margin(tiny.Images), length), item =>
            Assert.Equal(1, (item.First - item.Second) / (epsilon * item.Third), 0.05));
    }

    [Fact]
    public void An_image_is_attacked_as_if_it_were_alone()
    {
        using TinyNetwork tiny = new(classes: 3);
        ProjectedGradient attack = new(new AttackRecipe(0.5, 0.1, 5, AttackNorm.L2, AttackStep.Unit));
        Tensor together = attack.Attack(tiny.Frozen, tiny.Images, tiny.Labels);
        for (int index = 0; index < 3; index++)
        {
            Tensor alone = attack.Attack(tiny.Frozen, tiny.Images.narrow(0, index, 1), tiny.Labels.narrow(0, index, 1));
            Assert.True(allclose(alone, together.narrow(0, index, 1), 0, 1e-4));
        }
    }

    private static void AssertAtLeast(float[] smaller, float[] larger) =>
        Assert.All(smaller.Zip(larger), pair => Assert.True(pair.Second >= pair.First - 1e-4f, $"{pair.Second} < {pair.First}"));
}
