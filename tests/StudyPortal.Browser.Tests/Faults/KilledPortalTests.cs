using System.Globalization;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Faults;

/// <summary>The web host is killed at random moments while twenty readers rate as fast as it lets them.</summary>
public sealed class KilledPortalTests
{
    private const int Readers = 20, ShortestLife = 300, LongestLife = 4000;

    /// <summary>4, or what $PORTAL_KILLS says; the figure that is promised is 20.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("PORTAL_KILLS") ?? "4", CultureInfo.InvariantCulture);

    /// <summary>By the clock, or what $PORTAL_SEED says, to see a failure again.</summary>
    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("PORTAL_SEED") ?? $"{TimeProvider.System.GetTimestamp() % 1_000_000}", CultureInfo.InvariantCulture);

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whenever_the_portal_is_killed_every_confirmed_rating_is_there_once_and_every_order_is_as_it_was()
    {
        var (random, kills, unheard) = (new Random(Announce(Seed)), Kills, 0);
        await using var portal = await StartedPortal.PrepareAsync();
        var (study, accounts) = await OpenAsync(portal);
        var database = portal.Get<DataRoot>().Database;
        await portal.StartAsync(withTrainer: false);
        var windows = await Task.WhenAll(accounts.Select(account => DistantReader.EnterAsync(portal.Address, account, study)));
        var readers = windows.Select(window => new BusyReader(window, new Random(random.Next()))).ToList();
        var orders = await StoredAnswers.OrderHashAsync(database);
        using var enough = new CancellationTokenSource();
        var reading = Task.WhenAll(readers.Select(reader => reader.ReadAsync(enough.Token, Stop)));
        for (var kill = 0; kill < kills && !reading.IsCompleted; kill++)
        {
            await Task.WhenAny(reading, Task.Delay(random.Next(ShortestLife, LongestLife), Stop));
            await portal.KillAsync();
            unheard += await CheckAsync(database, readers, orders);
            await portal.StartAsync(withTrainer: false);
        }

        await enough.CancelAsync();
        await reading;
        await CheckAsync(database, readers, orders);
        Assert.Equal(Ordered(readers.SelectMany(reader => reader.Sent)), Ordered(await StoredAnswers.EventsAsync(database)));
        Assert.InRange(readers.Sum(reader => reader.Confirmed.Count()), Readers, int.MaxValue);
        Assert.InRange(windows.Sum(window => window.Repeats), 1, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} ratings, sent again {2} times; {3} were in the file before anybody had heard so",
            kills, readers.Sum(reader => reader.Confirmed.Count()), windows.Sum(window => window.Repeats), unheard);
        foreach (var window in windows) window.Dispose();
    }

    /// <summary>What was confirmed until now is in the file, once each, and is what stands unless something was said after it.</summary>
    /// <returns>How many ratings are in the file that nobody has heard of yet.</returns>
    private static async Task<int> CheckAsync(string database, IReadOnlyList<BusyReader> readers, string orders)
    {
        var confirmed = readers.SelectMany(reader => reader.Confirmed).ToList();
        var stored = await StoredAnswers.EventsAsync(database);

        Assert.Empty(confirmed.Except(stored));
        Assert.Equal(stored.Count, stored.DistinctBy(rating => rating.Key).Count());
        Assert.Empty(stored.Except(readers.SelectMany(reader => reader.Sent)));
        Assert.Equal(
            stored.GroupBy(rating => rating.Slot).Select(place => place.MaxBy(rating => rating.Version)!).Select(last => (last.Slot, last.Version, last.Score)).Order(),
            (await StoredAnswers.StandingAsync(database)).Order());
        Assert.Equal(orders, await StoredAnswers.OrderHashAsync(database));
        Assert.Equal("ok", await StoredAnswers.IntegrityAsync(database));
        return stored.Except(confirmed).Count();
    }

    private static async Task<(StudyId, IReadOnlyList<Guid>)> OpenAsync(StartedPortal portal)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        var crowd = await Crowd.AddAsync(portal.Services, Readers);
        var study = await world.OpenStudyAsync(world.Design("Killed"), "reader1");
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, crowd, "admin", Stop));
        return (study, crowd);
    }

    private static IEnumerable<SentRating> Ordered(IEnumerable<SentRating> ratings) => ratings.OrderBy(rating => rating.Key);

    private static int Announce(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"To see this run again: PORTAL_SEED={seed} PORTAL_KILLS={Kills}");
        return seed;
    }
}
