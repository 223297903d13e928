using System.Globalization;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>More and more readers at one web host that has the whole machine, until one answer in twenty takes longer than it may; and what each of them costs.</summary>
internal static class ReadersPerHost
{
    /// <summary>Milliseconds that nineteen answers in twenty may take.</summary>
    private const int Limit = 100;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(ScalingStage stage, ScalingOptions options)
    {
        Console.WriteLine($"Readers of one web host, each a case every {options.Pause} ms, {options.Seconds} s. Times in ms; CPU for one case: its image and map, shown, answered");
        Console.WriteLine("readers  cases/s | answer p50    p95    p99    max | case p95 | CPU web  driver  others | memory of the host | database: a place  an answer");
        var memory = new List<(int Readers, double Megabytes)>();
        foreach (var readers in options.Readers)
        {
            var (p95, megabytes) = await StepAsync(stage, options, readers);
            memory.Add((readers, megabytes));
            if (p95 >= Limit) break;
        }

        if (memory.Count > 1)
            Say($"A reader takes {Slope(memory) * 1024:0} kB of the host's memory (least squares over the steps)");
    }

    private static async Task<(double P95, double Megabytes)> StepAsync(ScalingStage stage, ScalingOptions options, int readers)
    {
        await stage.StartAsync(0);
        await stage.WarmAsync(hosts: 1);
        var (empty, portal) = (await stage.DatabaseBytesAsync(), stage.Hosts[0]);
        var (study, places) = await stage.OpenStudyAsync(readers, casesEach: options.Seconds * 1000 / options.Pause);
        var (opened, before) = (await stage.DatabaseBytesAsync(), await stage.AnswersAsync());
        var people = await stage.EnterAsync(study, readers, hosts: 1, TimeSpan.FromMilliseconds(options.Pause));
        await Task.Delay(Settle);

        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        var memory = HostMemory.WatchAsync(portal, enough.Token);
        var cpu = Cpu.Now(portal);
        await ScalingStage.ReadAsync(people, enough.Token);
        var confirmed = people.Sum(reader => reader.Confirmed.Count);
        var (each, megabytes, full) = ((Cpu.Now(portal) - cpu) / confirmed, (await memory).Late, await stage.DatabaseBytesAsync());

        var (answer, next) = (Latencies.Of(people.SelectMany(reader => reader.Acknowledged)), Latencies.Of(people.SelectMany(reader => reader.NextCase)));
        Say($"{readers,7} {confirmed / (double)options.Seconds,8:0.0} | {answer.Median,10:0.0} {answer.P95,6:0.0} {answer.P99,6:0.0} {answer.Longest,6:0} | {next.P95,8:0.0} | {each.Web,7:0.00} {each.Driver,7:0.00} {each.Others,7:0.00} | {megabytes,15:0} MB | {(opened - empty) / (double)places,15:0} B {(full - opened) / (double)confirmed,8:0} B");
        await stage.CompareAsync(people, before);
        await portal.KillAsync();
        foreach (var reader in people) reader.Dispose();
        return (answer.P95, megabytes);
    }

    /// <summary>Megabytes for one reader more.</summary>
    private static double Slope(IReadOnlyList<(int Readers, double Megabytes)> steps)
    {
        var (x, y) = (steps.Average(step => step.Readers), steps.Average(step => step.Megabytes));
        return steps.Sum(step => (step.Readers - x) * (step.Megabytes - y)) / steps.Sum(step => (step.Readers - x) * (step.Readers - x));
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
