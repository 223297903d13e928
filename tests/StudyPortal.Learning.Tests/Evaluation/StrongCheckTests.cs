using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Tests.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class StrongCheckTests
{
    private static readonly StrongCheckPlan Plan = new(0.03) { Steps = 5, Queries = 10, BatchSize = 2 };

    [Fact]
    public void A_network_that_plain_attacks_call_robust_is_found_out()
    {
        using TinyNetwork tiny = new(classes: 2, images: 5);
        tiny.Saturate();
        ImageSet images = new([.. tiny.Images.data<float>()], 5, 32);
        float[] labels = [.. tiny.Labels.data<float>()];
        RobustnessPlan plain = new() { Epsilons = [0.03] };
        AttackedLogits curve = new RobustnessCurve(plain).Compute(tiny.Network, images, labels, null, TestContext.Current.CancellationToken).Points[0];
        StrongCheckResult check = new StrongCheck(Plan).Compute(tiny.Network, NormBranch.Clean, images, labels, null, TestContext.Current.CancellationToken);
        Assert.Equal(["apgd-ce", "apgd-ratio", "apgd-label", "square"], check.Attacks.Select(attack => attack.Name));
        Assert.All(check.Clean.Zip(curve.Logits), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(1, check.Accuracy(check.Clean));
        Assert.All(check.Clean.Zip(check.Worst, labels), value => Assert.True(value.Third == 1 ? value.Second < value.First - 1 : value.Second > value.First + 1));
    }

    [Fact]
    public void Every_value_is_judged_by_its_worst_attack_and_a_seed_repeats_it()
    {
        using TinyNetwork tiny = new(classes: 3, images: 4);
        ImageSet images = new([.. tiny.Images.data<float>()], 4, 32);
        float[] labels = [.. tiny.Labels.data<float>()];
        labels[4] = float.NaN;
        List<double> told = [];
        StrongCheckResult check = new StrongCheck(Plan).Compute(
            tiny.Network, NormBranch.Clean, images, labels, new Listener(told.Add), TestContext.Current.CancellationToken);
        for (int index = 0; index < labels.Length; index++)
        {
            float[] values = [check.Clean[index], .. check.Attacks.Select(attack => attack.Logits[index])];
            Assert.Equal(labels[index] == 1 ? values.Min() : labels[index] == 0 ? values.Max() : check.Clean[index], check.Worst[index]);
        }
        Assert.Equal(1, told[^1], 1e-9);
        StrongCheckResult again = new StrongCheck(Plan).Compute(tiny.Network, NormBranch.Clean, images, labels, null, TestContext.Current.CancellationToken);
        Assert.Equal(check.Worst, again.Worst);
    }

    [Fact]
    public void A_single_label_is_checked_without_the_ratio_of_logits()
    {
        using TinyNetwork tiny = new(classes: 1, images: 2);
        ImageSet images = new([.. tiny.Images.data<float>()], 2, 32);
        StrongCheckResult check = new StrongCheck(Plan with { Restarts = 2 }).Compute(
            tiny.Network, NormBranch.Clean, images, [.. tiny.Labels.data<float>()], null, TestContext.Current.CancellationToken);
        Assert.Equal(["apgd-ce", "apgd-label", "square"], check.Attacks.Select(attack => attack.Name));
    }

    [Fact]
    public void Exclusive_labels_are_attacked_and_judged_by_their_log_odds()
    {
        using TinyNetwork tiny = new(classes: 3, images: 2);
        ImageSet images = new([.. tiny.Images.data<float>()], 2, 32);
        float[] labels = [1, 0, 0, 0, 1, 0];
        StrongCheckResult check = new StrongCheck(Plan with { ExclusiveLabels = true }).Compute(
            tiny.Network, NormBranch.Clean, images, labels, null, TestContext.Current.CancellationToken);
        float[] expected = ExclusiveLoss.LogOdds([.. tiny.Frozen.Logits(tiny.Images).data<float>()], 3);
        Assert.All(expected.Zip(check.Clean), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Tensor logits = tensor(new float[] { 40, -40, 3, 1, 2, 3 }, [2, 3]);
        Assert.All(
            ExclusiveLoss.LogOdds([.. logits.data<float>()], 3).Zip(AttackLoss.LogOdds(logits).data<float>()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
