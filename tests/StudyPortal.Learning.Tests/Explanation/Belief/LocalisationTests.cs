using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class LocalisationTests
{
    private const int Size = 4;

    private static readonly float[] Mask = [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0];

    [Fact]
    public void A_map_equal_to_the_mask_is_perfect_whatever_its_sign()
    {
        LocalisationResult result = Compute([.. Mask.Select(pixel => -3 * pixel)]);
        Assert.Equal((1, 1, 0.25, 1), (result.Pointing[0], result.Mass[0], result.Area[0], result.AveragePrecision[0]));
        Assert.All(result.Overlap, overlap => Assert.Equal(1, overlap[0]));
    }

    [Fact]
    public void A_flat_map_reaches_what_knowing_nothing_reaches()
    {
        LocalisationResult result = Compute([.. Enumerable.Repeat(2f, 16)]);
        Assert.Equal((0.25, 0.25), (result.Mass[0], result.AveragePrecision[0]));
        Assert.All(result.Overlap, overlap => Assert.Equal(0.25, overlap[0]));
    }

    // Values 8 in the mask, -6 outside, 4 and 2 in the mask, elsewhere 0. Precision at the found: 1, 2/3, 3/4, and 4/16 for
    // the last at 0. Pixels from half of 8 on: 8, -6, 4; with the mask five pixels, two common.
    [Fact]
    public void Figures_of_a_mixed_map_equal_those_by_hand()
    {
        LocalisationResult result = Compute([-6, 0, 0, 0, 0, 8, 4, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
        Assert.Equal((1 + (2.0 / 3) + (3.0 / 4) + (4.0 / 16)) / 4, result.AveragePrecision[0], 12);
        Assert.Equal(14.0 / 20, result.Mass[0], 12);
        Assert.Equal([0.5, 1.0], result.Thresholds);
        Assert.Equal((2.0 / 5, 1.0 / 4), (result.Overlap[0][0], result.Overlap[1][0]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.5, 1)]
    public void The_pointing_game_allows_its_tolerance_and_no_more(double tolerance, double expected)
    {
        float[] corner = new float[16];
        corner[0] = -1;
        Assert.Equal(expected, Compute(corner, tolerance).Pointing[0]);
    }

    [Fact]
    public void Without_lesion_or_without_map_there_are_no_figures()
    {
        LocalisationResult none = new Localisation(0, [0.5]).Compute(
            [.. Mask, .. new float[16]], [.. new float[16], .. Mask], Size, null, TestContext.Current.CancellationToken);
        foreach (double[] figures in new[] { none.Pointing, none.Mass, none.AveragePrecision, none.Overlap[0] })
        {
            Assert.Equal([double.NaN, double.NaN], figures);
        }
    }

    private static LocalisationResult Compute(float[] map, double tolerance = 0) =>
        new Localisation(tolerance, [0.5, 1]).Compute(map, Mask, Size, null, TestContext.Current.CancellationToken);
}
