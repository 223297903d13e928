using System.Globalization;
using StudyPortal.Browser.Tests;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>
/// Real browsers and many more readers over HTTP read at once in the portal as people run it, a process of its own; afterwards the database
/// is compared with what was confirmed. Everything shares one machine, whose load average stands beside the figures.
/// </summary>
internal static class ReadingLoad
{
    private const int ImageSide = 512, PlacesPerCase = 3, SparePlaces = 6, ReferenceInserts = 300, Seed = 17;

    private static readonly string[] People =
        ["Dr. Anna Keller", "Dr. Oliver Hughes", "Dr. Katharina Brandt", "Dr. Simon Ashworth", "Dr. Felix Hartmann", "Dr. Eleanor Marsh"];

    public static async Task RunAsync(LoadOptions options)
    {
        var (random, pause) = (new Random(Seed), TimeSpan.FromMilliseconds(options.Pause));
        await using var portal = await StartedPortal.PrepareAsync();
        var (world, study, crowd) = await OpenAsync(portal, options);
        await portal.StartAsync(withTrainer: false);
        var distant = await Task.WhenAll(crowd.Select(account => DistantReader.EnterAsync(portal.Address, account, study)));
        var readers = distant.Select(reader => new LoadReader(reader, pause, new Random(random.Next()))).ToList();
        await using var chromium = await Chromium.LaunchAsync();
        var windows = new List<WindowReader>();
        foreach (var person in People.Take(options.Browsers)) windows.Add(new WindowReader(await portal.EnterAsync(chromium, person), pause, new Random(random.Next())));
        await Task.WhenAll(windows.Select(window => window.BeginAsync(study)));
        var insert = await DurableInsert.MeasureAsync(ReferenceInserts);

        Say($"{options.Readers} readers over HTTP and {options.Browsers} browsers, {options.Seconds} s, a case every {options.Pause} ms, {ImageSide} x {ImageSide} pixels, {Environment.ProcessorCount} cores");
        Say($"load average before: {await LoadAverageAsync()}");
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        var memory = HostMemory.WatchAsync(portal, enough.Token);
        await Task.WhenAll([.. readers.Select(reader => reader.ReadAsync(enough.Token)), .. windows.Select(window => window.ReadAsync(PlacesOf(options), enough.Token))]);
        await enough.CancelAsync();

        Say($"load average after: {await LoadAverageAsync()}");
        Print("one durable insert, SQLite alone", insert, insert);
        Print("HTTP: answer acknowledged", Of(readers, reader => reader.Acknowledged), insert);
        Print("HTTP: next case, image and map", Of(readers, reader => reader.NextCase), insert);
        Print("browser: key to \"saved\"", Of(windows, window => window.Acknowledged), insert);
        Print("browser: key to next case drawn", Of(windows, window => window.NextCase), insert);
        Say((await memory).ToString());
        await CompareAsync(portal, world, study, readers, windows);
    }

    private static int PlacesOf(LoadOptions options) => PlacesPerCase * 2 * CasesPerLabel(options);

    private static int CasesPerLabel(LoadOptions options) => (1000 * options.Seconds / options.Pause + SparePlaces) / (2 * PlacesPerCase) + 1;

    private static async Task<(SampleWorld, StudyId, IReadOnlyList<Guid>)> OpenAsync(StartedPortal portal, LoadOptions options)
    {
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 2 * CasesPerLabel(options), side: ImageSide);
        var crowd = await Crowd.AddAsync(portal.Services, options.Readers);
        var study = await world.OpenStudyAsync(world.Design("Load", CasesPerLabel(options)), [.. Enumerable.Range(1, People.Length).Select(number => $"reader{number}")]);
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, crowd, "admin", CancellationToken.None));
        return (world, study, crowd);
    }

    /// <summary>Every confirmed rating is in the database once, as it was given, and nothing else is.</summary>
    private static async Task CompareAsync(StartedPortal portal, SampleWorld world, StudyId study, IReadOnlyList<LoadReader> readers, IReadOnlyList<WindowReader> windows)
    {
        var stored = await StoredAnswers.EventsAsync(portal.Get<DataRoot>().Database);
        var confirmed = readers.SelectMany(reader => reader.Confirmed).ToList();
        var ofWindows = stored.ExceptBy(confirmed.Select(rating => rating.Key), rating => rating.Key).ToList();
        var (shown, wrong) = (windows.Sum(window => window.Confirmed.Count), 0);
        foreach (var (index, window) in windows.Index())
        {
            var session = (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts[$"reader{index + 1}"], CancellationToken.None))!;
            var given = session.Places.Select(place => ofWindows.Where(rating => rating.Slot == place.Id.ToString()).Select(rating => rating.Score));
            wrong += given.Zip(window.Confirmed).Count(pair => !pair.First.SequenceEqual([pair.Second]));
        }

        var lost = confirmed.Except(stored).Count() + wrong;
        var doubled = stored.Count - stored.DistinctBy(rating => (rating.Slot, rating.Version)).Count() + stored.Count(rating => rating.Version > 1);
        Say($"{confirmed.Count + shown} confirmed ({shown} in browsers), {stored.Count} stored, {lost} lost or wrong, {doubled} doubled, {readers.Sum(reader => reader.Failures)} refused");
    }

    private static Latencies? Of<T>(IReadOnlyList<T> people, Func<T, IEnumerable<double>> times) =>
        people.SelectMany(times).ToList() is [_, ..] all ? Latencies.Of(all) : null;

    private static async Task<string> LoadAverageAsync() =>
        OperatingSystem.IsLinux() ? string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ').Take(3)) : "not known here";

    private static void Print(string what, Latencies? times, Latencies reference)
    {
        if (times is not null)
            Say($"{what,-34} p50 {times.Median,6:0.0} ms   p95 {times.P95,6:0.0} ms   p99 {times.P99,6:0.0} ms   max {times.Longest,7:0.0} ms   n {times.Count,5}   p95 {times.P95 / reference.Median,5:0.0} inserts");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
