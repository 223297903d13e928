namespace StudyPortal.Benchmarks;

/// <summary>"load" with its options, or else the latency of six readers with its pause.</summary>
internal static class Benchmark
{
    public static Task Main(string[] args) =>
        args is ["load", .. var options] ? ReadingLoad.RunAsync(LoadOptions.Parse(options)) : ReadingLatency.RunAsync(args);
}
