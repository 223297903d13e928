using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class PredictionsTests : IDisposable
{
    private readonly Generator random = new(3);

    public void Dispose() => random.Dispose();

    [Fact]
    public void Predictions_do_not_depend_on_the_batch_and_leave_the_mode()
    {
        using ResNet network = new(new NetworkShape("resnet18", 4, 3, 2, DualNorm: true), random);
        ImageSet images = new([.. rand(7, 32, 32, generator: random).data<float>()], 7, 32);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        float[] together = Predictions.Logits(network, images, NormBranch.Adversarial, 7, cancellation);
        float[] apart = Predictions.Logits(network, images, NormBranch.Adversarial, 3, cancellation);
        Assert.Equal(14, together.Length);
        Assert.All(together.Zip(apart), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.True(network.training);
    }

    [Fact]
    public void An_attack_raises_the_loss_and_repeats_with_its_seed()
    {
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 1, DualNorm: false), random);
        ImageSet images = new([.. rand(6, 32, 32, generator: random).data<float>()], 6, 32);
        float[] labels = [1, 0, 1, 0, float.NaN, 1];
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        float[] clean = Predictions.Logits(network, images, NormBranch.Clean, 4, cancellation);
        float[] Attacked()
        {
            using Generator start = new(11);
            return Predictions.LogitsUnderAttack(
                network, images, labels, new ProjectedGradient(new AttackRecipe(0.03, 0.01, 5)), NormBranch.Clean, 4, start, cancellation);
        }
        float[] attacked = Attacked();
        Assert.True(Loss(attacked, labels) > Loss(clean, labels));
        Assert.Equal(attacked, Attacked());
    }

    private static float Loss(float[] logits, float[] labels) =>
        MaskedLoss.Of(tensor(logits, [logits.Length, 1]), tensor(labels, [labels.Length, 1])).item<float>();
}
