using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class MrmcDegenerateTests
{
    private static readonly bool?[] Truth = [false, false, false, true, true, true];

    [Fact]
    public void One_arm_has_intervals_but_no_test()
    {
        var sample = SimulatedReaders.Draw(new Random(3), arms: 1, readers: 5, cases: 60, (_, _, _) => true);
        var (areas, pseudovalues, oneShot) = (ObuchowskiRockette.Of(sample), DorfmanBerbaumMetz.Of(sample), OneShot.Of(sample));

        foreach (var test in new[]
        {
            areas.RandomReadersRandomCases, areas.FixedReadersRandomCases, areas.RandomReadersFixedCases,
            pseudovalues.RandomReadersRandomCases, pseudovalues.FixedReadersRandomCases, pseudovalues.RandomReadersFixedCases,
        })
        {
            Assert.Contains("one arm", test.Statistic.Reason, StringComparison.Ordinal);
            Assert.Empty(test.Pairs);
            Assert.NotNull(Assert.Single(test.Arms).Area.Interval);
        }

        Assert.Empty(oneShot.Pairs);
        Assert.NotNull(Assert.Single(oneShot.Arms).Area.Interval);
    }

    [Fact]
    public void An_arm_that_nobody_scored_leaves_no_analysis_of_variance()
    {
        var sample = SimulatedReaders.Draw(new Random(3), arms: 3, readers: 2, cases: 20, (arm, reader, _) => arm == reader);

        Assert.Contains("no scores", ObuchowskiRockette.Of(sample).RandomReadersRandomCases.Statistic.Reason, StringComparison.Ordinal);
        Assert.True(OneShot.Of(sample).Arms[0].Readers[0].Area.IsDefined);
    }

    [Fact]
    public void One_reader_leaves_only_the_tests_with_fixed_readers()
    {
        var sample = SimulatedReaders.Draw(new Random(3), arms: 2, readers: 1, cases: 60, (_, _, _) => true);
        var (pseudovalues, oneShot) = (DorfmanBerbaumMetz.Of(sample), OneShot.Of(sample));

        Assert.Contains("one reader", pseudovalues.RandomReadersRandomCases.Statistic.Reason, StringComparison.Ordinal);
        Assert.Contains("one reader", pseudovalues.RandomReadersFixedCases.Statistic.Reason, StringComparison.Ordinal);
        Assert.True(pseudovalues.FixedReadersRandomCases.PValue.IsDefined);
        Assert.Contains("reader variance", oneShot.Arms[0].Area.Reason, StringComparison.Ordinal);
        Assert.Contains("reader variance", oneShot.Pairs[0].Comparison.PValue.Reason, StringComparison.Ordinal);
        Assert.True(oneShot.Pairs[0].Comparison.Difference.IsDefined);
        Assert.True(Assert.Single(oneShot.Arms[0].Readers).Variance.IsDefined);
    }

    [Fact]
    public void One_positive_case_has_areas_and_a_test_of_readers_only()
    {
        var cube = new RatingCube(new double?[,,]
        {
            { { 1, 2, 3, 4 }, { 2, 1, 4, 3 }, { 4, 2, 1, 3 } },
            { { 1, 4, 3, 2 }, { 4, 1, 2, 3 }, { 1, 2, 3, 4 } },
        });
        var sample = new MrmcSample(cube, [false, false, false, true]);
        var (areas, pseudovalues, oneShot) = (ObuchowskiRockette.Of(sample), DorfmanBerbaumMetz.Of(sample), OneShot.Of(sample));

        Assert.Contains("two positive", areas.RandomReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("two positive", areas.FixedReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.True(areas.RandomReadersFixedCases.PValue.IsDefined);
        Assert.Equal(1, areas.ReaderAreas[0][0].Value);
        Assert.Contains("two positive", pseudovalues.Components.Error.Reason, StringComparison.Ordinal);
        Assert.True(oneShot.Arms[0].Area.IsDefined);
        Assert.Null(oneShot.Arms[0].Df);
    }

    [Fact]
    public void Perfect_readers_have_an_area_of_1_without_an_interval()
    {
        var cube = new RatingCube(new double?[,,]
        {
            { { 1, 2, 3, 4, 5, 6 }, { 0, 0, 0, 1, 1, 1 } },
            { { 1, 1, 2, 3, 3, 3 }, { 1, 2, 3, 7, 8, 9 } },
        });
        var sample = new MrmcSample(cube, Truth);
        var (areas, pseudovalues, oneShot) = (ObuchowskiRockette.Of(sample), DorfmanBerbaumMetz.Of(sample), OneShot.Of(sample));

        foreach (var arm in areas.RandomReadersRandomCases.Arms.Concat(pseudovalues.FixedReadersRandomCases.Arms))
            Assert.Equal((1, null), (arm.Area.Value, arm.Area.Interval));
        Assert.Null(areas.RandomReadersRandomCases.PValue.Value);
        Assert.Null(pseudovalues.RandomReadersRandomCases.PValue.Value);
        Assert.Equal((1, 0, null), (oneShot.Arms[0].Area.Value, oneShot.Arms[0].Variance.Value, oneShot.Arms[0].Area.Interval));
        Assert.Equal((0, null), (oneShot.Pairs[0].Comparison.Difference.Value, oneShot.Pairs[0].Comparison.PValue.Value));
    }

    [Fact]
    public void Identical_arms_differ_by_exactly_0_in_every_analysis()
    {
        var cube = new double?[2, 4, 40];
        for (var reader = 0; reader < 4; reader++)
            for (var @case = 0; @case < 40; @case++)
                cube[0, reader, @case] = cube[1, reader, @case] = Math.Sin((@case * 7) + reader);
        var sample = new MrmcSample(new RatingCube(cube), [.. Enumerable.Range(0, 40).Select(@case => (bool?)(@case % 2 == 1))]);
        var (pseudovalues, oneShot) = (DorfmanBerbaumMetz.Of(sample).RandomReadersRandomCases, Assert.Single(OneShot.Of(sample).Pairs));

        Assert.Equal((0, null), (pseudovalues.Pairs[0].Difference.Value, pseudovalues.PValue.Value));
        Assert.Equal((0, 0, null), (oneShot.Comparison.Difference.Value, oneShot.Variance.Value, oneShot.NormalPValue.Value));
        Assert.Equal("the variance estimate is 0", oneShot.Comparison.PValue.Reason);
    }

    [Fact]
    public void A_negative_variance_estimate_stays_and_gives_no_interval()
    {
        var arm = Enumerable.Range(0, 500)
            .Select(seed => OneShot.Of(SimulatedReaders.Draw(new Random(seed), arms: 1, readers: 2, cases: 6, (_, _, _) => true)).Arms[0])
            .First(candidate => candidate.Variance.Value < 0);

        Assert.Null(arm.Area.Interval);
        Assert.Null(arm.Normal);
        Assert.Null(arm.Df);
        Assert.Equal("the variance estimate is negative", arm.Area.Reason);
    }

    [Fact]
    public void A_negative_variance_has_no_standard_error()
    {
        Assert.Equal("the variance estimate is negative", Estimate.Of(-1e-6).Root().Reason);
        Assert.Equal(3, Estimate.Of(9).Root().Value);
    }

    [Fact]
    public void No_reader_with_both_classes_leaves_no_area()
    {
        // One reader saw the negatives, the other the positives.
        var cube = new RatingCube(new double?[,,] { { { 1, 2, 3, null, null, null }, { null, null, null, 4, 5, 6 } } });
        var sample = new MrmcSample(cube, Truth);

        Assert.Contains("no reader", OneShot.Of(sample).Arms[0].Area.Reason, StringComparison.Ordinal);
        Assert.Contains("one class", ObuchowskiRockette.Of(sample).ReaderAreas[0][0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_NaN_for_any_small_study()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var sample = SimulatedReaders.Draw(
                random, arms: 1 + (seed % 3), readers: 1 + (seed % 4), cases: 2 + (seed % 9), (_, _, _) => random.NextDouble() < 0.85);
            var isCrossed = ObuchowskiRockette.Of(sample).Design == MrmcDesign.Factorial;
            foreach (var method in Enum.GetValues<ErrorCovariance>())
            {
                AreNumbers(ObuchowskiRockette.Of(sample, method).RandomReadersRandomCases);
                if (isCrossed) AreNumbers(ObuchowskiRockette.Of(sample, method, MrmcDesign.PartlyPaired).FixedReadersRandomCases);
            }

            AreNumbers(DorfmanBerbaumMetz.Of(sample).RandomReadersRandomCases);
            var oneShot = OneShot.Of(sample);
            Assert.All(oneShot.Arms, arm => Assert.False(double.IsNaN(arm.Df ?? 0)));
            Assert.All(oneShot.Pairs, pair => Assert.False(double.IsNaN(pair.Comparison.Df ?? 0)));
        }
    }

    /// <summary>An estimate refuses NaN by itself; degrees of freedom are bare numbers.</summary>
    private static void AreNumbers(MrmcTest test)
    {
        Assert.False(double.IsNaN(test.Df2 ?? 0));
        Assert.All(test.Pairs, pair => Assert.False(double.IsNaN(pair.Df ?? 0)));
        Assert.All(test.Arms, arm => Assert.False(double.IsNaN(arm.Df ?? 0)));
    }
}
