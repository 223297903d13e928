using System.Globalization;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>What one web host and two get done of a crowd that never pauses, each with the same small share of a processor, as on machines of their own.</summary>
internal static class WebThroughput
{
    public const int Readers = 24, CasesEach = 600;

    public static async Task RunAsync(ScalingStage stage, ScalingOptions options)
    {
        Say($"Web hosts with {options.Share} % of a processor each, {Readers} readers who never pause, {options.Seconds} s");
        var (one, two) = (await MeasureAsync(stage, options, hosts: 1), await MeasureAsync(stage, options, hosts: 2));
        Say($"One {one:0.0} cases/s, two {two:0.0} cases/s: {two / one:0.00} times");
    }

    private static async Task<double> MeasureAsync(ScalingStage stage, ScalingOptions options, int hosts)
    {
        var shares = Enumerable.Range(0, hosts).Select(host => CpuShare.Make(string.Create(CultureInfo.InvariantCulture, $"web-{host}"), options.Share)).ToList();
        for (var host = 0; host < hosts; host++) await stage.StartAsync(host);
        await stage.WarmAsync(hosts);
        var (study, _) = await stage.OpenStudyAsync(Readers, CasesEach);
        var people = await stage.EnterAsync(study, Readers, hosts, TimeSpan.Zero);
        var before = await stage.AnswersAsync();
        for (var host = 0; host < hosts; host++) shares[host].Hold(stage.Hosts[host].ProcessId);

        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        try
        {
            await ScalingStage.ReadAsync(people, enough.Token);
            await stage.CompareAsync(people, before);
            return people.Sum(reader => reader.Confirmed.Count) / (double)options.Seconds;
        }
        finally
        {
            for (var host = 0; host < hosts; host++) await stage.Hosts[host].KillAsync();
            foreach (var share in shares) share.Dispose();
            foreach (var reader in people) reader.Dispose();
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
