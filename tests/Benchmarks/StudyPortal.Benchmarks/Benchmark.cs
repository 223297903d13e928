namespace StudyPortal.Benchmarks;

/// <summary>"load" or "memory" with their options, "report", or else the latency of six readers with its pause.</summary>
internal static class Benchmark
{
    public static Task Main(string[] args) => args switch
    {
        ["load", .. var options] => ReadingLoad.RunAsync(LoadOptions.Parse(options)),
        ["memory", .. var options] => ReadingMemory.RunAsync(MemoryOptions.Parse(options)),
        ["report"] => Task.Run(ReportTime.Run),
        _ => ReadingLatency.RunAsync(args),
    };
}
