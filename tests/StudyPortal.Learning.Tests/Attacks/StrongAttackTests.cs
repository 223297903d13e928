using StudyPortal.Learning.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Attacks;

public sealed class StrongAttackTests
{
    private const double Epsilon = 0.03;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Where_a_sure_network_hides_its_gradient_only_attacks_that_do_not_trust_its_loss_get_through()
    {
        using TinyNetwork tiny = new(classes: 3);
        tiny.Saturate();
        float[] clean = tiny.Margin(tiny.Images);
        Tensor plain = new ProjectedGradient(new AttackRecipe(Epsilon, Epsilon / 4, 10)).Attack(tiny.Frozen, tiny.Images, tiny.Labels);
        Assert.Equal(tiny.Images, plain);
        Tensor[] attacked =
        [
            new ProjectedGradient(new AttackRecipe(Epsilon, Epsilon / 4, 10), AttackLoss.Margin).Attack(tiny.Frozen, tiny.Images, tiny.Labels),
            new AdaptiveGradient(Epsilon, 10, loss: AttackLoss.Margin).Attack(tiny.Frozen, tiny.Images, tiny.Labels, cancellation: Token),
            new AdaptiveGradient(Epsilon, 10, loss: AttackLoss.LogitRatio).Attack(tiny.Frozen, tiny.Images, tiny.Labels, cancellation: Token),
            new SquareAttack(Epsilon, 50).Attack(tiny.Frozen, tiny.Images, tiny.Labels, tiny.Random, Token),
        ];
        Assert.All(attacked, images =>
        {
            tiny.AssertWithin(images, Epsilon);
            Assert.All(tiny.Margin(images).Zip(clean), pair => Assert.True(pair.First > pair.Second + 1));
        });
    }

    [Theory]
    [InlineData(AttackNorm.Linf, 0.03)]
    [InlineData(AttackNorm.L2, 1)]
    public void The_adaptive_attack_needs_no_step_size_to_be_as_strong_as_one_with_a_good_step(AttackNorm norm, double epsilon)
    {
        using TinyNetwork tiny = new(classes: 3, images: 8);
        AttackStep step = norm == AttackNorm.L2 ? AttackStep.Unit : AttackStep.Sign;
        Tensor plain = new ProjectedGradient(new AttackRecipe(epsilon, epsilon / 4, 20, norm, step), AttackLoss.Margin)
            .Attack(tiny.Frozen, tiny.Images, tiny.Labels);
        Tensor adaptive = new AdaptiveGradient(epsilon, 20, norm, AttackLoss.Margin)
            .Attack(tiny.Frozen, tiny.Images, tiny.Labels, cancellation: Token);
        tiny.AssertWithin(adaptive, epsilon, norm == AttackNorm.L2 ? 2 : double.PositiveInfinity);
        double gained = tiny.Margin(adaptive).Sum() - tiny.Margin(tiny.Images).Sum();
        Assert.True(gained >= 0.97 * (tiny.Margin(plain).Sum() - tiny.Margin(tiny.Images).Sum()), $"gained {gained}");
    }

    [Fact]
    public void Progress_is_judged_at_the_steps_of_the_paper() =>
        Assert.Equal([22, 41, 57, 70, 80, 87, 93, 99], AdaptiveGradient.Checkpoints(100));

    [Fact]
    public void Squares_shrink_as_in_the_paper()
    {
        SquareAttack attack = new(Epsilon, 10_000);
        Assert.Equal(57, attack.Side(10, 64 * 64));
        Assert.Equal(40, attack.Side(11, 64 * 64));
        Assert.Equal(3, attack.Side(9_000, 64 * 64));
    }

    [Fact]
    public void Every_pixel_that_the_square_attack_moves_goes_to_the_edge_of_the_ball_and_a_seed_repeats_it()
    {
        using TinyNetwork tiny = new(classes: 2);
        using Generator first = new(7), second = new(7);
        Tensor attacked = new SquareAttack(Epsilon, 30).Attack(tiny.Frozen, tiny.Images, tiny.Labels, first, Token);
        Assert.Equal(attacked, new SquareAttack(Epsilon, 30).Attack(tiny.Frozen, tiny.Images, tiny.Labels, second, Token));
        Tensor moved = (attacked - tiny.Images).abs();
        Assert.True(moved.max().item<float>() > 0);
        Assert.True(moved.minimum(moved.sub(Epsilon).abs()).max().item<float>() < 1e-6);
    }

    [Fact]
    public void Long_attacks_can_be_stopped()
    {
        using TinyNetwork tiny = new(classes: 2);
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new SquareAttack(0.1, 5).Attack(tiny.Frozen, tiny.Images, tiny.Labels, tiny.Random, stop.Token));
        Assert.Throws<OperationCanceledException>(() => new AdaptiveGradient(0.1, 5).Attack(tiny.Frozen, tiny.Images, tiny.Labels, cancellation: stop.Token));
    }
}
