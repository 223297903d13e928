using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>A portal on PostgreSQL and Redis with two web hosts, none of them started, and as many readers as are needed.</summary>
internal sealed class ScalingStage : IAsyncDisposable
{
    private const int ImageSide = 512, PlacesPerCase = 3, Labels = 2, SparePlaces = 6, EntriesAtOnce = 16, WarmReaders = 8, WarmCases = 6;

    private readonly TestDatabase _database;
    private readonly RedisServer _redis;
    private readonly SampleWorld _world;
    private readonly IReadOnlyList<Guid> _crowd;
    private int _studies;

    private ScalingStage(TestDatabase database, RedisServer redis, IReadOnlyList<StartedPortal> hosts, SampleWorld world, IReadOnlyList<Guid> crowd) =>
        (_database, _redis, Hosts, _world, _crowd) = (database, redis, hosts, world, crowd);

    public IReadOnlyList<StartedPortal> Hosts { get; }

    public StorageSettings Storage => _database.Settings;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing => PostgresServer.Missing ?? RedisServer.Missing;

    /// <param name="readers">The most that will read at once.</param>
    /// <param name="casesEach">The most that one of them will rate.</param>
    public static async Task<ScalingStage> PrepareAsync(int readers, int casesEach)
    {
        var (database, redis) = (await TestDatabase.PostgresAsync(), await RedisServer.StartAsync());
        var first = await StartedPortal.PrepareAsync(storage: database.Settings);
        var world = await SampleWorld.BuildAsync(first.Services, cases: Labels * PerLabel(casesEach), side: ImageSide);
        return new ScalingStage(database, redis, [first, first.Beside()], world, await Crowd.AddAsync(first.Services, readers));
    }

    public Task StartAsync(int host) => Hosts[host].StartAsync(withTrainer: false, new Dictionary<string, string> { ["SignalR__Redis"] = _redis.Address });

    /// <summary>What is compiled at its first use is compiled before the clock runs.</summary>
    public async Task WarmAsync(int hosts)
    {
        var (study, _) = await OpenStudyAsync(WarmReaders, WarmCases);
        var people = await EnterAsync(study, WarmReaders, hosts, TimeSpan.Zero);
        await Task.WhenAll(people.Select(reader => reader.ReadAsync(CancellationToken.None)));
        foreach (var reader in people) reader.Dispose();
    }

    /// <summary>A study of its own for so many readers, and how many places they have in all.</summary>
    public async Task<(StudyId Study, int Places)> OpenStudyAsync(int readers, int casesEach)
    {
        var design = _world.Design(string.Create(CultureInfo.InvariantCulture, $"Scaling {++_studies}"), PerLabel(casesEach));
        var study = await _world.OpenStudyAsync(design, "reader1");
        SampleWorld.Done(await Hosts[0].Get<AddReaders>().ExecuteAsync(study, [.. _crowd.Take(readers)], "admin", CancellationToken.None));
        return (study, readers * Labels * PerLabel(casesEach) * PlacesPerCase);
    }

    /// <summary>Each at one of the hosts, in turn, where he stays.</summary>
    public async Task<IReadOnlyList<LoadReader>> EnterAsync(StudyId study, int readers, int hosts, TimeSpan pause)
    {
        var entered = new LoadReader[readers];
        await Parallel.ForAsync(0, readers, new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce }, async (index, _) =>
            entered[index] = new LoadReader(await DistantReader.EnterAsync(Hosts[index % hosts].Address, _crowd[index], study), pause, new Random(index)));
        return entered;
    }

    /// <exception cref="InvalidOperationException">A reader had nothing left to rate, so that there was less to do than was to be measured.</exception>
    public static async Task ReadAsync(IReadOnlyList<LoadReader> people, CancellationToken enough)
    {
        await Task.WhenAll(people.Select(reader => reader.ReadAsync(enough)));
        if (people.Any(reader => reader.IsThrough)) throw new InvalidOperationException("A reader rated all his places before the time was over: fewer seconds, or more cases.");
    }

    public Task<long> DatabaseBytesAsync() => AskAsync(db => db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync());

    public Task<int> AnswersAsync() => AskAsync(db => db.Set<AnswerEvent>().CountAsync());

    /// <summary>Tells what was refused, or confirmed and not stored since there were so many answers.</summary>
    public async Task CompareAsync(IReadOnlyList<LoadReader> people, int answersBefore)
    {
        var (confirmed, stored, refused) = (people.Sum(reader => reader.Confirmed.Count), await AnswersAsync() - answersBefore, people.Sum(reader => reader.Failures));
        if (confirmed != stored || refused > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        {confirmed} answers were confirmed and {stored} stored, {refused} requests were refused"));
    }

    public async ValueTask DisposeAsync()
    {
        await Hosts[1].DisposeAsync();
        await Hosts[0].DisposeAsync();
        await _redis.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static int PerLabel(int casesEach) => (casesEach + SparePlaces) / (Labels * PlacesPerCase) + 1;

    private async Task<T> AskAsync<T>(Func<PortalDb, Task<T>> ask)
    {
        await using var db = await Hosts[0].Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await ask(db);
    }
}
