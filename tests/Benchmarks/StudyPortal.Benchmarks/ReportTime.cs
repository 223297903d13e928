using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>How long every number of a report takes, section by section: 6 readers x 3 arms x 300 cases, 10,000 replicates.</summary>
internal sealed class ReportTime : IProgress<ReportProgress>
{
    private readonly List<(string Section, long Started)> _sections = [];

    public static void Run()
    {
        var set = new SyntheticSet(6, 3, 300, 1) { Missing = 0.02 }.Build(new AnalysisPlan(10_000));
        var watch = new ReportTime();
        var started = TimeProvider.System.GetTimestamp();
        var results = ComputeResults.From(set, BlobHash.Of(CanonicalJson.Write(set)), watch, CancellationToken.None);
        var total = TimeProvider.System.GetElapsedTime(started);
        watch.Print(TimeProvider.System.GetTimestamp());
        Console.WriteLine(FormattableString.Invariant(
            $"{"all",-22} {total.TotalSeconds,6:0.00} s on {Environment.ProcessorCount} cores, results sha256 {BlobHash.Of(CanonicalJson.Write(results)).Value[..16]}"));
    }

    public void Report(ReportProgress value) => _sections.Add((value.Section, TimeProvider.System.GetTimestamp()));

    private void Print(long ended)
    {
        foreach (var (section, next) in _sections.Zip([.. _sections.Skip(1).Select(each => each.Started), ended]))
            Console.WriteLine(FormattableString.Invariant($"{section.Section,-22} {TimeProvider.System.GetElapsedTime(section.Started, next).TotalSeconds,6:0.00} s"));
    }
}
