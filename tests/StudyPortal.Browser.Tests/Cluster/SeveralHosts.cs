using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Cluster;

/// <summary>Two web hosts behind nginx and two trainers, each a process of its own, on one PostgreSQL database, one Redis and one folder.</summary>
internal sealed class SeveralHosts : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly RedisServer _redis;
    private readonly NginxServer _nginx;

    private SeveralHosts(TestDatabase database, RedisServer redis, NginxServer nginx, StartedPortal first, StartedPortal second) =>
        (_database, _redis, _nginx, Web, Trainers) = (database, redis, nginx, [first, second], new StartedTrainer[2]);

    /// <summary>The two web hosts.</summary>
    public IReadOnlyList<StartedPortal> Web { get; }

    public StartedTrainer[] Trainers { get; }

    /// <summary>Ids of jobs that a trainer said to have ended well.</summary>
    public ConcurrentQueue<string> Succeeded { get; } = new();

    /// <summary>The load balancer.</summary>
    public Uri Door => _nginx.Address;

    /// <summary>Why there cannot be so many here; null where there can.</summary>
    public static string? Missing => PostgresServer.Missing ?? RedisServer.Missing ?? NginxServer.Missing;

    /// <summary>With the people of the demo; no web host and no trainer is started yet.</summary>
    public static async Task<SeveralHosts> PrepareAsync()
    {
        var (database, redis) = (await TestDatabase.PostgresAsync(), await RedisServer.StartAsync());
        var first = await StartedPortal.PrepareAsync(storage: database.Settings);
        var second = first.Beside();
        return new SeveralHosts(database, redis, await NginxServer.StartAsync(first.Address, second.Address), first, second);
    }

    public T Get<T>() where T : notnull => Web[0].Get<T>();

    public Task StartWebAsync(int host) => Web[host].StartAsync(withTrainer: false, new Dictionary<string, string> { ["SignalR__Redis"] = _redis.Address });

    public void StartTrainer(int number) => Trainers[number] = StartedTrainer.Start(Web[0].DataFolder, Succeeded, _database.Settings);

    /// <summary>Readers who signed in at one of the hosts and read through the load balancer.</summary>
    public async Task<IReadOnlyList<DistantReader>> EnterAsync(IReadOnlyList<Guid> accounts, StudyId study) =>
        await Task.WhenAll(accounts.Select((account, index) => DistantReader.EnterAsync(Web[index % 2].Address, account, study, Door)));

    /// <summary>Every change of an answer that was stored; one that was stored twice is there twice.</summary>
    public async Task<IReadOnlyList<SentRating>> StoredAsync(CancellationToken cancellationToken)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancellationToken);
        var events = await db.Set<AnswerEvent>().AsNoTracking().ToListAsync(cancellationToken);
        return [.. events.Select(e => new SentRating(e.IdempotencyKey, e.SlotId.ToString(), int.Parse(e.NewValue!, System.Globalization.CultureInfo.InvariantCulture), e.Version))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var trainer in Trainers.OfType<StartedTrainer>()) await trainer.DisposeAsync();
        await _nginx.DisposeAsync();
        await Web[1].DisposeAsync();
        await Web[0].DisposeAsync();
        await _redis.DisposeAsync();
        await _database.DisposeAsync();
    }
}
