using System.Globalization;
using StudyPortal.ImportBenchmarks;

// StudyPortal.ImportBenchmarks [PYTHON [RUNS [FOLDER OF PNG FILES]]]
var python = args.Length > 0 ? args[0] : "/usr/bin/python3";
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
using var files = new BenchmarkFiles(args.Length > 2 ? args[2] : null);
var operations = new Operations(files);
Console.WriteLine($"Seconds, the best of {runs} runs; the ratio is how many times as fast as the peer, then how many times it is meant to be. {Environment.ProcessorCount} cores.");
foreach (var comparison in Comparison.All)
{
    using var peer = Peer.Start(python, files.Folder);
    if (peer.Time(comparison.Operation) is null)
    {
        Console.WriteLine($"{comparison.Name,-44} {peer.Absence}");
        continue;
    }

    var (mine, other) = (double.MaxValue, double.MaxValue);
    for (var run = 0; run < runs; run++)
        (mine, other) = (Math.Min(mine, operations.Best(comparison.Operation, 1)), Math.Min(other, peer.Time(comparison.Operation)!.Value));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{comparison.Name,-44} {mine,8:0.000} {other,8:0.000}  {other / mine,6:0.00} (wanted {comparison.Wanted:0.0}){(other / mine < comparison.Wanted ? " MISSED" : "")}  {comparison.Says}"));
}
