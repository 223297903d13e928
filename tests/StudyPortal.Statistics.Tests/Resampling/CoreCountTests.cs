using System.Text.Json;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Resampling;

/// <summary>
/// Work that runs on a scheduler of so many cores may use no more of them; what it returns is compared byte for byte, as JSON, where a
/// double keeps all its bits.
/// </summary>
public sealed class CoreCountTests
{
    private static readonly JsonSerializerOptions AllFields = new() { IncludeFields = true };

    private static readonly BootstrapPlan Plan = new(3_000, seed: 17);

    [Fact]
    public async Task On_one_core_one_replicate_runs_at_a_time()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();
        await OnCores(1, () => Bootstrap.Run(Plan, Watched, TestContext.Current.CancellationToken));

        Assert.Equal(1, most);

        double? Watched(Draws draws)
        {
            lock (gate) most = Math.Max(most, ++now);
            var mean = draws.Sample(50).Average();
            lock (gate) now--;
            return mean;
        }
    }

    /// <summary>The first two replicates to run wait for each other, so that two cores are at work before a third replicate begins.</summary>
    [Fact]
    public async Task Two_cores_at_work_at_once_write_what_one_core_writes()
    {
        var alone = await OnCores(1, () => Bootstrap.Replicates(2_000, 17, Mean, TestContext.Current.CancellationToken));
        using var meeting = new Barrier(2);
        var (begun, met) = (0, 0);
        var together = await OnCores(2, () => Bootstrap.Replicates(2_000, 17, MeanAfterMeeting, TestContext.Current.CancellationToken));

        Assert.Equal(2, met);
        Assert.Equal(Array.ConvertAll(alone, BitConverter.DoubleToInt64Bits), Array.ConvertAll(together, BitConverter.DoubleToInt64Bits));

        double Mean(Draws draws) => draws.Sample(30).Average();

        double MeanAfterMeeting(Draws draws)
        {
            if (Interlocked.Increment(ref begun) <= 2 && meeting.SignalAndWait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))
                Interlocked.Increment(ref met);
            return Mean(draws);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Every_resampled_result_has_the_same_bytes_as_on_one_core(int cores)
    {
        var one = await OnCores(1, Everything);
        var many = await OnCores(cores, Everything);

        Assert.Equal(one, many);
        Assert.Contains("\"Bca\":{", one, StringComparison.Ordinal);
        Assert.Contains("\"Sampled\":{", one, StringComparison.Ordinal);
    }

    private static Task<T> OnCores<T>(int cores, Func<T> work) => Task.Factory.StartNew(
        work,
        TestContext.Current.CancellationToken,
        TaskCreationOptions.None,
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, cores).ConcurrentScheduler);

    /// <summary>Averages of thirds and sevenths, whose sums depend on the order of addition.</summary>
    private static string Everything()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cube = Ratings();
        double?[] first = [.. Enumerable.Range(1, 600).Select(value => (double?)(value % 19 < 10 ? value : -value))];
        var sample = new RocSample(
            [.. Enumerable.Range(0, 40).Select(value => value * 7 % 11 / 3.0)], [.. Enumerable.Range(0, 60).Select(value => value * 5 % 13 / 4.0)]);
        return JsonSerializer.Serialize<object[]>(
            [
                ClusterBootstrap.Arms(cube, ResampledUnit.CasesAndReaders, Plan, cancellation),
                EffectBootstrap.CohenDav(cube.Arm(0), cube.Arm(1), ResampledUnit.CasesAndReaders, Plan, cancellation),
                EffectBootstrap.KendallW(cube.Arm(2), Plan, cancellation),
                PermutationTest.ArmsWithinBlocks(cube, 2_000, 17, cancellation),
                WilcoxonSignedRank.Of(first, new double?[600].Select(_ => (double?)0).ToList(), 0.95, 2_000, 17, cancellation),
                new KrippendorffAlpha(cube.Arm(0), MeasurementLevel.Interval).Estimate(Plan, cancellation),
                new AreaBootstrap(sample).Area(Plan, cancellation),
            ],
            AllFields);
    }

    private static RatingCube Ratings()
    {
        var ratings = new double?[3, 4, 25];
        for (var cell = 0; cell < ratings.Length; cell++)
        {
            var (arm, reader, @case) = (cell / 100, cell / 25 % 4, cell % 25);
            ratings[arm, reader, @case] = cell % 17 == 0 ? null : ((@case * (reader + 2)) + (arm * @case % 5)) % 7 / 3.0 + (reader / 7.0);
        }

        return new RatingCube(ratings);
    }
}
