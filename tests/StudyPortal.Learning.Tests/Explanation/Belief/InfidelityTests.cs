using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class InfidelityTests
{
    private static readonly float[] Square = Brightness.Squares((8, 8));

    private static readonly ImageSet Image = new(Square, 1, 64);

    [Fact]
    public void Drops_foretold_up_to_a_factor_are_perfect_and_unrelated_ones_explain_nothing()
    {
        Assert.Equal((0, 0), Infidelity.Fit([1, 2, 3], [2, 4, 6]));
        // Orthogonal: the best scale is 0, the error the mean square (1 + 1 + 4) / 3 of the drops.
        Assert.Equal((2, 1), Infidelity.Fit([1, 1, 0], [1, -1, 2]));
        Assert.Equal((1, 1), Infidelity.Fit([0, 0], [1, 1]));
    }

    [Fact]
    public void A_map_where_the_evidence_lies_explains_more_than_one_where_it_does_not()
    {
        double right = Unexplained(Square, target: 0), wrong = Unexplained(Brightness.Squares((40, 40)), target: 0);
        Assert.InRange(right, 0, 0.4);
        Assert.InRange(wrong, 0.8, 1);
    }

    [Fact]
    public void A_label_that_rests_on_nothing_has_nothing_to_explain() => Assert.True(double.IsNaN(Unexplained(Square, target: 1)));

    [Fact]
    public void Gradients_count_by_the_pixels_that_they_are_multiplied_with()
    {
        float[] everywhere = [.. Enumerable.Repeat(1f, 64 * 64)];
        Assert.Equal(Unexplained(Square, 0), Unexplained(everywhere, 0, areGradients: true), 9);
    }

    private static double Unexplained(float[] map, int target, bool areGradients = false)
    {
        using ResNet network = Brightness.Network();
        return new Infidelity().Compute(network, NormBranch.Clean, Image, [target], map, areGradients, null, TestContext.Current.CancellationToken).Unexplained[0];
    }
}
