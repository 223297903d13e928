using System.Globalization;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using StudyPortal.Web.Tests;

namespace StudyPortal.Benchmarks;

/// <summary>How long six readers wait, over real Kestrel and a real SQLite file; the one argument is the pause between ratings in milliseconds.</summary>
internal static class ReadingLatency
{
    private const int CasesPerLabel = 6, ImageSide = 512, ReferenceInserts = 300;

    private static readonly string[] Accounts = ["reader1", "reader2", "reader3", "reader4", "reader5", "reader6"];

    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(string[] args)
    {
        var pause = args is [var given] ? TimeSpan.FromMilliseconds(double.Parse(given, CultureInfo.InvariantCulture)) : UsualPause;
        // The test host looks for its list of content roots in the working directory.
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 2 * CasesPerLabel, side: ImageSide);
        var study = await world.OpenStudyAsync(world.Design("Latency", CasesPerLabel), Accounts);
        var readers = await Task.WhenAll(Accounts.Select(account => EnterAsync(portal, world.Accounts[account], study)));
        var insert = await DurableInsert.MeasureAsync(ReferenceInserts);
        await Task.WhenAll(readers.Select(reader => reader.ReadAsync(pause)));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Six readers, {pause.TotalMilliseconds:0} ms between ratings, {ImageSide} x {ImageSide} pixels, SQLite with synchronous=FULL"));
        Print("one durable insert, SQLite alone", insert, insert);
        Print("answer acknowledged", Latencies.Of(readers.SelectMany(reader => reader.Acknowledged)), insert);
        Print("next case fetched, image and map", Latencies.Of(readers.SelectMany(reader => reader.NextCase)), insert);
    }

    private static async Task<PacedReader> EnterAsync(LivePortal portal, Guid account, StudyId study) =>
        new(await DistantReader.EnterAsync(portal.Address, account, study));

    private static void Print(string what, Latencies times, Latencies reference) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-34} p50 {times.Median,6:0.0} ms   p95 {times.P95,6:0.0} ms   max {times.Longest,6:0.0} ms   n {times.Count,4}   {times.Median / reference.Median,5:0.0} inserts"));
}
