using StudyPortal.Benchmarks.Scaling;

namespace StudyPortal.Benchmarks;

/// <summary>"load", "memory" or "scale" with their options, "report" with its sizes, "browse" with the number of cases, or else the latency of six readers with its pause.</summary>
internal static class Benchmark
{
    public static Task Main(string[] args) => args switch
    {
        ["load", .. var options] => ReadingLoad.RunAsync(LoadOptions.Parse(options)),
        ["memory", .. var options] => ReadingMemory.RunAsync(MemoryOptions.Parse(options)),
        ["scale", .. var options] => ScalingRun.RunAsync(ScalingOptions.Parse(options)),
        ["browse", .. var sizes] => BrowsingTime.RunAsync(sizes),
        ["report", .. var sizes] => Task.Run(() => ReportTime.Run(sizes)),
        _ => ReadingLatency.RunAsync(args),
    };
}
