using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class RobustnessCurveTests : IDisposable
{
    private readonly Generator random = new(4);
    private readonly ResNet network;
    private readonly ImageSet images;
    private readonly float[] labels = [1, 0, 0, 1, float.NaN, 1, 1, 1, 0, 0];

    public RobustnessCurveTests()
    {
        network = new ResNet(new NetworkShape("resnet18", 4, 1, 2, DualNorm: true), random);
        using IDisposable frozen = no_grad();
        foreach (NamedTensor shift in network.State.Where(named => named.Name.EndsWith("bns.1.bias", StringComparison.Ordinal)))
        {
            shift.Tensor.add_(0.3);
        }
        images = new ImageSet([.. rand(5, 32, 32, generator: random).data<float>()], 5, 32);
    }

    public void Dispose()
    {
        network.Dispose();
        random.Dispose();
    }

    [Fact]
    public void The_paper_tests_21_radii() => Assert.Equal(
        (21, 0.0, 0.005, 0.01), (RobustnessPlan.PaperEpsilons.Count, RobustnessPlan.PaperEpsilons[0], RobustnessPlan.PaperEpsilons[10], RobustnessPlan.PaperEpsilons[20]));

    [Fact]
    public void Every_branch_predicts_the_attacks_through_every_branch()
    {
        RobustnessPlan plan = new() { Epsilons = [0, 0.02], Steps = 3, BatchSize = 2 };
        List<double> told = [];
        RobustnessResult result = new RobustnessCurve(plan).Compute(network, images, labels, new Listener(told.Add), TestContext.Current.CancellationToken);
        Assert.Equal(8, result.Points.Count);
        Assert.All(result.Points, point => AssertNear(Expected(point), point.Logits));
        Assert.Equal(1, told[^1], 1e-9);
        Assert.True(network.training);
    }

    [Fact]
    public void The_worst_case_takes_for_each_value_the_worse_attack_branch()
    {
        RobustnessPlan plan = new() { Epsilons = [0.02], Steps = 3, StartSeed = 2 };
        RobustnessResult result = new RobustnessCurve(plan, AttackLoss.Margin).Compute(network, images, labels, null, TestContext.Current.CancellationToken);
        float[] worst = result.Worst(0.02, NormBranch.Clean);
        float[][] both = [.. result.Points.Where(point => point.Branch == NormBranch.Clean).Select(point => point.Logits)];
        Assert.Equal(2, both.Length);
        for (int index = 0; index < labels.Length; index++)
        {
            float expected = labels[index] == 1 ? Math.Min(both[0][index], both[1][index])
                : labels[index] == 0 ? Math.Max(both[0][index], both[1][index]) : both[0][index];
            Assert.Equal(expected, worst[index]);
        }
    }

    [Fact]
    public void Labels_that_do_not_fit_the_images_are_refused() => Assert.Contains(
        "3 labels", Assert.Throws<ArgumentException>(() => new RobustnessCurve(new RobustnessPlan()).Compute(network, images, [1, 0, 1], null, TestContext.Current.CancellationToken)).Message);

    private float[] Expected(AttackedLogits point)
    {
        Tensor batch = images.Batch(0, 5, 1);
        using FrozenNetwork attacked = new(network, point.AttackBranch), predicting = new(network, point.Branch);
        Tensor moved = new ProjectedGradient(new AttackRecipe(point.Epsilon, point.Epsilon / 2, 3)).Attack(attacked, batch, tensor(labels, [5, 2]));
        return [.. predicting.Logits(moved).data<float>()];
    }

    private static void AssertNear(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-3f));
}
