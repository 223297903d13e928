using StudyPortal.Learning.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Attacks;

public sealed class AttackLossTests
{
    private static readonly Tensor Logits = tensor(new float[] { 3, -4, 0, 0, 1, 2 }, [3, 2]);
    private static readonly Tensor Labels = tensor(new float[] { 1, 0, 1, float.NaN, 0, 0 }, [3, 2]);

    [Fact]
    public void Each_image_has_the_sum_of_its_own_given_labels()
    {
        AssertValues([Math.Log(1 + Math.Exp(-3)) + Math.Log(1 + Math.Exp(-4)), Math.Log(2), Math.Log(1 + Math.E) + Math.Log(1 + Math.Exp(2))],
            AttackLoss.BinaryCrossEntropy(Logits, Labels));
        AssertValues([-7, 0, 3], AttackLoss.Margin(Logits, Labels));
    }

    [Fact]
    public void Exclusive_labels_have_the_cross_entropy_of_the_true_one() => AssertValues(
        [Math.Log(1 + Math.Exp(-7)), Math.Log(2)],
        AttackLoss.CrossEntropy(Logits.narrow(0, 0, 2), tensor(new float[] { 1, 0, 0, 1 }, [2, 2])));

    [Fact]
    public void The_ratio_of_logits_does_not_change_when_all_are_multiplied()
    {
        AssertValues([-7.0 / 5, 0, 3 / Math.Sqrt(5)], AttackLoss.LogitRatio(Logits, Labels));
        AssertValues([-7.0 / 5, 0, 3 / Math.Sqrt(5)], AttackLoss.LogitRatio(Logits * 1000, Labels));
        Assert.Throws<ArgumentException>(() => AttackLoss.LogitRatio(Logits.narrow(1, 0, 1), Labels.narrow(1, 0, 1)));
    }

    private static void AssertValues(double[] expected, Tensor actual) =>
        Assert.All(expected.Zip(actual.data<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
}
