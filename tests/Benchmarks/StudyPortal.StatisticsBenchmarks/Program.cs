using System.Globalization;
using StudyPortal.StatisticsBenchmarks;

var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
var wanted = args.Length > 1 ? args[1] : "";
using var data = BenchmarkData.Write(seed: 1);
var operations = new Operations(data);
Console.WriteLine($"Seconds, the best of {runs} runs; a ratio above 1 is faster than the peer. {Environment.ProcessorCount} cores, which only this program uses.");
foreach (var comparison in Comparison.All.Where(each => each.Name.Contains(wanted, StringComparison.Ordinal)))
{
    using var peer = Peer.Start(comparison.Program, data.Folder);
    if (peer.Time(comparison.Operation) is not { } settled)
    {
        Console.WriteLine($"{comparison.Name,-46} {peer.Absence}");
        continue;
    }

    var mine = operations.Best(comparison.Operation, runs);
    var other = settled > 30 ? settled : Enumerable.Range(0, runs).Min(_ => peer.Time(comparison.Operation)!.Value);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{comparison.Name,-46} {mine,9:0.0000} {other,9:0.000}  {other / mine,7:0.0}  {comparison.Says}"));
}
