using System.Diagnostics;
using System.Globalization;
using StudyPortal.Fuzz;

if (args is ["work", var folder, .. var words])
{
    Worker.Run(FuzzRange.Parse(words), folder);
    return 0;
}

// StudyPortal.Fuzz [MUTATIONS [SEED [FORMAT,... [FIRST]]]]
string[] defaults = ["1000000", $"{Environment.TickCount & 0xFFFFFF}", FuzzFormats.Names, "0"];
string[] asked = [.. args, .. defaults[Math.Min(args.Length, defaults.Length)..]];
var range = FuzzRange.Parse([asked[1], asked[2], asked[3], asked[0]]);
Console.WriteLine($"{range.Count} mutations with the seed {range.Seed}: {range.Formats}");
using var supervisor = new Supervisor();
var watch = Stopwatch.StartNew();
supervisor.Run(range);
foreach (var failure in supervisor.Failures)
    Console.WriteLine(failure + Environment.NewLine + $"  again with: StudyPortal.Fuzz 1 {range.Seed} {range.Formats} {failure.Split(' ', ':')[1]}");
foreach (var (format, (read, refused)) in supervisor.Counts)
    Console.WriteLine($"{format,-12} {read,8} read {refused,8} refused");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{supervisor.Failures.Count} failures in {watch.Elapsed.TotalSeconds:0} s"));
return supervisor.Failures.Count == 0 ? 0 : 1;
