using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class PermutationTestTests
{
    /// <summary>Three arms, two readers, four cases.</summary>
    private static readonly double?[,,] Small =
    {
        { { 3, 4, 5, 2 }, { 4, 4, 5, 3 } },
        { { 2, 3, 4, 3 }, { 3, 3, 4, 3 } },
        { { 1, 4, 3, 2 }, { 2, 2, 3, 1 } },
    };

    /// <summary>All 6^4 = 1296 ways to permute the arms within the cases were listed in Python: 78 are at least as extreme.</summary>
    [Fact]
    public void The_p_value_approaches_that_of_all_permutations()
    {
        const double exact = 78.0 / 1296;
        var test = Run(Small, 20_000, seed: 1);

        Assert.Equal(4, test.Cases);
        Assert.Equal(8, test.Friedman.Blocks);
        Assert.Equal(exact, test.PValue.Value.GetValueOrDefault(), 4 * Math.Sqrt(exact * (1 - exact) / 20_000));
    }

    /// <summary>The same generator and shuffle written in Python drew 1249 permutations at least as extreme.</summary>
    [Fact]
    public void A_seed_gives_the_p_value_that_an_independent_program_draws() =>
        Assert.Equal(1250 / 20_001.0, Run(Small, 20_000, seed: 1).PValue.Value);

    /// <summary>With two arms and one reader only the sign of each difference is free: all six alike has probability 2 / 2^6.</summary>
    [Fact]
    public void Two_arms_and_one_reader_make_it_a_sign_test()
    {
        var test = Run(new double?[,,] { { { 2, 3, 4, 5, 3, 2 } }, { { 1, 1, 2, 1, 1, 1 } } }, 20_000, seed: 4);

        Assert.Equal(2 / 64.0, test.PValue.Value.GetValueOrDefault(), 0.005);
    }

    /// <summary>Six readers who all say the same are one reader: Friedman's own p-value shrinks, this one does not.</summary>
    [Fact]
    public void Readers_who_repeat_each_other_add_no_evidence()
    {
        var alone = new double?[3, 1, 8];
        var repeated = new double?[3, 6, 8];
        foreach (var cell in Enumerable.Range(0, 3 * 6 * 8))
        {
            var (arm, reader, @case) = (cell / 48, cell / 8 % 6, cell % 8);
            repeated[arm, reader, @case] = (@case % 3) + (arm == 2 && @case % 2 == 0 ? 2 : 0) + (arm == 1 && @case % 3 == 0 ? 1 : 0);
            alone[arm, 0, @case] = repeated[arm, reader, @case];
        }

        var (one, six) = (Run(alone, 2_000, seed: 9), Run(repeated, 2_000, seed: 9));

        Assert.Equal(one.PValue, six.PValue);
        Assert.True(six.Friedman.PValue.Value < one.Friedman.PValue.Value / 5);
    }

    [Fact]
    public void Incomplete_blocks_are_dropped_as_Friedmans_test_drops_them()
    {
        var gaps = (double?[,,])Small.Clone();
        (gaps[0, 0, 0], gaps[1, 0, 1], gaps[2, 1, 1]) = (null, null, null);
        var test = Run(gaps, 100, seed: 1);

        Assert.Equal(3, test.Cases);
        Assert.Equal(3, test.Friedman.DroppedBlocks);
    }

    [Fact]
    public void What_Friedmans_test_cannot_say_stays_undefined()
    {
        Assert.Equal("all arms are tied in every block", Run(new double?[,,] { { { 1, 2 } }, { { 1, 2 } } }, 100, seed: 1).PValue.Reason);
        Assert.Equal("no block is complete", Run(new double?[,,] { { { 1, null } }, { { null, 2 } } }, 100, seed: 1).PValue.Reason);
        Assert.Equal("no block is complete", Run(new double?[2, 3, 0], 100, seed: 1).PValue.Reason);
        Assert.Equal("needs at least two arms", Run(new double?[,,] { { { 1, 2 } } }, 100, seed: 1).PValue.Reason);
    }

    [Fact]
    public void It_stops_when_cancelled_and_needs_a_permutation()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => PermutationTest.ArmsWithinBlocks(new RatingCube(Small), 100, 1, source.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Small, 0, seed: 1));
    }

    private static PermutationTest Run(double?[,,] ratings, int permutations, int seed) =>
        PermutationTest.ArmsWithinBlocks(new RatingCube(ratings), permutations, seed, TestContext.Current.CancellationToken);
}
