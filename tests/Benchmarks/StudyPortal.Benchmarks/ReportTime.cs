using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>How long every number of a report takes, section by section.</summary>
internal sealed class ReportTime : IProgress<ReportProgress>
{
    private readonly List<(string Section, long Started)> _sections = [];

    /// <param name="sizes">Readers, arms, cases and bootstrap replicates; 6, 3, 300 and 10,000 where none are given.</param>
    public static void Run(string[] sizes)
    {
        var (readers, arms, cases, replicates) = sizes.Length == 4
            ? (Whole(sizes[0]), Whole(sizes[1]), Whole(sizes[2]), Whole(sizes[3]))
            : (6, 3, 300, 10_000);
        var set = new SyntheticSet(readers, arms, cases, 1) { Missing = 0.02 }.Build(new AnalysisPlan(replicates));
        var watch = new ReportTime();
        var started = TimeProvider.System.GetTimestamp();
        var results = ComputeResults.From(set, BlobHash.Of(CanonicalJson.Write(set)), watch, CancellationToken.None);
        var total = TimeProvider.System.GetElapsedTime(started);
        watch.Print(TimeProvider.System.GetTimestamp());
        Console.WriteLine(FormattableString.Invariant(
            $"{"all",-22} {total.TotalSeconds,6:0.00} s on {Environment.ProcessorCount} cores, results sha256 {BlobHash.Of(CanonicalJson.Write(results)).Value[..16]}"));
    }

    public void Report(ReportProgress value) => _sections.Add((value.Section, TimeProvider.System.GetTimestamp()));

    private static int Whole(string size) => int.Parse(size, CultureInfo.InvariantCulture);

    private void Print(long ended)
    {
        foreach (var (section, next) in _sections.Zip([.. _sections.Skip(1).Select(each => each.Started), ended]))
            Console.WriteLine(FormattableString.Invariant($"{section.Section,-22} {TimeProvider.System.GetElapsedTime(section.Started, next).TotalSeconds,6:0.00} s"));
    }
}
