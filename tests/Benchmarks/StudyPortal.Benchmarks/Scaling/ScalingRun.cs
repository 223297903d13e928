using System.Globalization;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>How many readers one web host carries, and what a second web host and a second trainer add, on PostgreSQL and Redis; everything shares one machine.</summary>
internal static class ScalingRun
{
    public static async Task RunAsync(ScalingOptions options)
    {
        if (ScalingStage.Missing is { } missing) throw new InvalidOperationException(missing);
        var insert = await DurableInsert.MeasureAsync(count: 300);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors; one durable insert into SQLite alone takes {insert.Median:0.0} ms, one in twenty {insert.P95:0.0} ms"));
        await using var stage = await ScalingStage.PrepareAsync(Math.Max(options.Readers[^1], WebThroughput.Readers), Math.Max(WebThroughput.CasesEach, options.Seconds * 1000 / options.Pause));
        await ReadersPerHost.RunAsync(stage, options);
        await WebThroughput.RunAsync(stage, options);
        await new TrainerThroughput(stage, options).RunAsync();
    }
}
