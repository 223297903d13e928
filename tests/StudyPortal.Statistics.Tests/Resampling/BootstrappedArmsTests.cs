using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Resampling;

public sealed class BootstrappedArmsTests
{
    private static readonly BootstrapPlan Plan = new(2_000, seed: 11);

    /// <summary>
    /// A program in Python (numpy 1.24.2, scipy 1.10.1) with its own SplitMix64, means, quantiles and BCa, over three arms of six readers
    /// and thirty cases with missing ratings. For each: standard error, percentile, BCa.
    /// </summary>
    public static TheoryData<ResampledUnit, int, double[]> Means => new()
    {
        { ResampledUnit.Cases, 0, [0.182502468543488, 2.59428571428571, 3.3125, 2.58438570430282, 3.30825971943111] },
        { ResampledUnit.Cases, 1, [0.194261636791176, 2.63022592791824, 3.3905325443787, 2.60147389018862, 3.36557737242503] },
        { ResampledUnit.Readers, 0, [0.102605063585137, 2.77840909090909, 3.17613636363636, 2.79428571428571, 3.20641781295168] },
        { ResampledUnit.Readers, 2, [0.105064295247167, 2.36666666666667, 2.76666666666667, 2.37777777777778, 2.78888888888889] },
        { ResampledUnit.CasesAndReaders, 1, [0.220774807894888, 2.58718424218124, 3.43023212127152, 2.54769233691126, 3.40140641112155] },
        { ResampledUnit.CasesAndReaders, 2, [0.216389037230018, 2.10555555555556, 2.95013888888889, 2.13888888888889, 2.98333333333333] },
    };

    public static TheoryData<ResampledUnit, int, double[]> Differences => new()
    {
        { ResampledUnit.Cases, 0, [0.104232669831935, -0.25520381773399, 0.151431994971321, -0.246161978804009, 0.156067916408734] },
        { ResampledUnit.Readers, 1, [0.189333230007931, 0.0377094972067038, 0.783492063492063, 0.0257178526841448, 0.759206349206349] },
        { ResampledUnit.CasesAndReaders, 0, [0.17903747898411, -0.386642864257867, 0.299475434528649, -0.356842040256002, 0.338562325665647] },
        { ResampledUnit.CasesAndReaders, 1, [0.329973619081519, -0.203853174603174, 1.08893414481898, -0.195966473839285, 1.10059235149335] },
        { ResampledUnit.CasesAndReaders, 2, [0.313926414117928, -0.133417277167277, 1.08438437658681, -0.139384652753897, 1.07552221330237] },
    };

    [Theory]
    [MemberData(nameof(Means))]
    public void The_mean_of_an_arm_equals_an_independent_program(ResampledUnit unit, int arm, double[] expected)
    {
        double[] means = [2.96590909090909, 3.01176470588235, 2.54444444444444];
        var mean = Run(unit).Means[arm];

        IsClose(means[arm], mean.Mean.Value);
        Assert.Equal(mean.Replicates.Percentile, mean.Mean.Interval);
        Agrees(expected, mean.Replicates);
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void The_difference_of_two_arms_equals_an_independent_program(ResampledUnit unit, int pair, double[] expected)
    {
        (int First, int Second, double Value)[] pairs =
            [(0, 1, -0.0458556149732621), (0, 2, 0.421464646464647), (1, 2, 0.467320261437909)];
        var difference = Run(unit).Differences[pair];

        Assert.Equal((pairs[pair].First, pairs[pair].Second), (difference.First, difference.Second));
        IsClose(pairs[pair].Value, difference.Difference.Value);
        Agrees(expected, difference.Replicates);
    }

    [Theory]
    [InlineData(ResampledUnit.Cases)]
    [InlineData(ResampledUnit.Readers)]
    [InlineData(ResampledUnit.CasesAndReaders)]
    public void All_arms_from_one_draw_give_the_numbers_of_each_arm_and_pair_alone(ResampledUnit unit)
    {
        var (cube, cancellation) = (Cube(), TestContext.Current.CancellationToken);
        var together = Run(unit);

        Assert.Equal((3, 3), (together.Means.Count, together.Differences.Count));
        foreach (var (arm, mean) in together.Means.Index())
        {
            var (alone, replicates) = ClusterBootstrap.Mean(cube.Arm(arm), unit, Plan, cancellation);
            Assert.Equal((alone, replicates), (mean.Mean, mean.Replicates));
        }

        foreach (var pair in together.Differences)
        {
            var (alone, replicates) = ClusterBootstrap.Difference(cube.Arm(pair.First), cube.Arm(pair.Second), unit, Plan, cancellation);
            Assert.Equal((alone, replicates), (pair.Difference, pair.Replicates));
        }
    }

    [Fact]
    public void An_arm_without_ratings_and_its_differences_are_undefined()
    {
        var cube = new RatingCube(new double?[,,] { { { 1, 2, 4 } }, { { null, null, null } } });
        var arms = ClusterBootstrap.Arms(cube, ResampledUnit.Cases, Plan, TestContext.Current.CancellationToken);

        Assert.Equal("no ratings", arms.Means[1].Mean.Reason);
        Assert.Equal("no ratings", arms.Differences[0].Difference.Reason);
        Assert.Equal("the estimate is undefined", arms.Means[1].Replicates.Bca?.Reason);
        Assert.NotNull(arms.Means[0].Mean.Interval);
    }

    [Fact]
    public void One_reader_leaves_the_BCa_interval_to_the_cases()
    {
        var cube = new RatingCube(new double?[,,] { { { 1, 2, 4, 5, 5 } } });
        var both = ClusterBootstrap.Arms(cube, ResampledUnit.CasesAndReaders, Plan, TestContext.Current.CancellationToken);
        var cases = ClusterBootstrap.Arms(cube, ResampledUnit.Cases, Plan, TestContext.Current.CancellationToken);

        Assert.Equal(cases.Means[0].Replicates.Bca, both.Means[0].Replicates.Bca);
        Assert.NotNull(both.Means[0].Replicates.Bca?.Ends);
    }

    private static BootstrappedArms Run(ResampledUnit unit) =>
        ClusterBootstrap.Arms(Cube(), unit, Plan, TestContext.Current.CancellationToken);

    private static RatingCube Cube()
    {
        using var missing = Oracle.Read("cluster_bootstrap__given_indices_missing");
        using var complete = Oracle.Read("cluster_bootstrap__given_indices_complete");
        RatingMatrix[] arms = [missing.Matrix("model_1"), missing.Matrix("model_2"), complete.Matrix("model_1")];
        var ratings = new double?[arms.Length, arms[0].Rows, arms[0].Columns];
        foreach (var (arm, readersByCases) in arms.Index())
        {
            for (var cell = 0; cell < readersByCases.Rows * readersByCases.Columns; cell++)
            {
                var (reader, @case) = (cell / readersByCases.Columns, cell % readersByCases.Columns);
                ratings[arm, reader, @case] = readersByCases[reader, @case];
            }
        }

        return new RatingCube(ratings);
    }

    private static void Agrees(double[] expected, BootstrapSummary replicates)
    {
        IsClose(expected[0], replicates.StandardError.Value);
        IsClose(expected[1], replicates.Percentile?.Low);
        IsClose(expected[2], replicates.Percentile?.High);
        IsClose(expected[3], replicates.Bca?.Ends?.Low);
        IsClose(expected[4], replicates.Bca?.Ends?.High);
    }

    private static void IsClose(double expected, double? actual) => Assert.Equal(expected, actual.GetValueOrDefault(double.NaN), 1e-11);
}
