using StudyPortal.Learning.Explanation.Belief;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class MapAgreementTests
{
    private const int Size = 16;

    private static readonly float[] Wave =
        [.. Enumerable.Range(0, Size * Size).Select(i => (float)Math.Sin((0.7 * (i / Size)) + (0.3 * (i % Size)) + (0.01 * i)))];

    private static readonly float[] Other =
        [.. Enumerable.Range(0, Size * Size).Select(i => (float)Math.Cos((0.5 * (i / Size)) - (0.4 * (i % Size))))];

    [Fact]
    public void A_map_agrees_with_itself_and_its_negative_has_the_same_absolute_ranks()
    {
        MapAgreement same = MapAgreement.Between(Wave, Wave, Size), opposite = MapAgreement.Between(Wave, [.. Wave.Select(v => -v)], Size);
        Assert.Equal((1, 1, 1), (same.Spearman[0], same.SpearmanAbsolute[0], Math.Round(same.StructuralSimilarity[0], 9)));
        Assert.Equal((-1, 1), (opposite.Spearman[0], opposite.SpearmanAbsolute[0]));
        Assert.True(opposite.StructuralSimilarity[0] < 0);
    }

    [Fact]
    public void Ties_share_their_mean_rank()
    {
        // Ranks 1, 2.5, 2.5, 4 and 1, 4, 2.5, 2.5: covariance 2.25 over variances 4.5 and 4.5.
        Assert.Equal(0.5, RankCorrelation.Spearman([1, 2, 2, 3], [1, 7, 2, 2]), 12);
        Assert.True(double.IsNaN(RankCorrelation.Spearman([1, 2, 3], [5, 5, 5])));
    }

    [Fact]
    public void Structural_similarity_of_flat_images_compares_their_brightness()
    {
        // No variance: (2 * 0.2 * 0.6 + 0.0001) / (0.04 + 0.36 + 0.0001).
        Tensor dark = full([1, 1, Size, Size], 0.2, ScalarType.Float64), light = full([1, 1, Size, Size], 0.6, ScalarType.Float64);
        Assert.Equal(0.2401 / 0.4001, MapAgreement.Similarity(dark, light).item<double>(), 9);
    }

    [Fact]
    public void Figures_of_two_waves_equal_those_of_numpy()
    {
        MapAgreement agreement = MapAgreement.Between(Wave, Other, Size);
        Assert.Equal(0.0001019, agreement.Spearman[0], 6);
        Assert.Equal(-0.0117002, agreement.SpearmanAbsolute[0], 6);
        Assert.Equal(0.1049627, agreement.StructuralSimilarity[0], 5);
    }

    [Fact]
    public void Maps_too_small_for_the_window_or_of_unequal_number_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MapAgreement.Between(new float[100], new float[100], 10));
        Assert.Throws<ArgumentException>(() => MapAgreement.Between(Wave, [.. Wave, .. Wave], Size));
    }
}
