using System.Diagnostics;
using System.Globalization;
using StudyPortal.Kills;

// StudyPortal.Kills [ROUNDS [SEED]]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : (int)(Stopwatch.GetTimestamp() % 1_000_000);
Console.WriteLine($"{rounds} rounds with the seed {seed}");
await using var run = await KillRun.PrepareAsync(seed);
try
{
    await run.ExecuteAsync(rounds);
    Console.WriteLine("Every promise was kept.");
    return 0;
}
catch (PromiseBrokenException broken)
{
    Console.WriteLine($"{broken.Message}{Environment.NewLine}The data root is kept in {run.Keep()}; again with: StudyPortal.Kills {rounds} {seed}");
    return 1;
}
