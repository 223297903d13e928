using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>
/// Brings to the feeds of this web host what happened on the others, by the database that they share (LISTEN and NOTIFY). It is told ten times a
/// second at most and outside the transactions of readers, so that it costs the same however many read. What is lost when a host or the line
/// dies was only news: the rows are there, and pages read them when they open.
/// </summary>
internal sealed partial class NewsOfOtherHosts(StorageSettings storage, ReadingFeed reading, JobFeed jobs, ReadOpenJobs readJobs, TimeProvider clock, ILogger<NewsOfOtherHosts> log)
    : BackgroundService
{
    private const string Channel = "studyportal_news";

    /// <summary>PostgreSQL carries at most 8000 bytes at a time.</summary>
    private const int AtOnce = 20;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Guid _own = Guid.NewGuid();
    private readonly ConcurrentDictionary<Guid, ReadingProgress> _readers = new();
    private readonly ConcurrentDictionary<JobId, bool> _jobs = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        reading.Told += Keep;
        jobs.Told += Keep;
        try
        {
            await Task.WhenAll(AgainAndAgainAsync(ListenAsync, stoppingToken), AgainAndAgainAsync(TellAsync, stoppingToken));
        }
        finally
        {
            reading.Told -= Keep;
            jobs.Told -= Keep;
        }
    }

    private void Keep(ReadingProgress progress) => _readers[progress.ReaderId.Value] = progress;

    private void Keep(JobSnapshot job) => _jobs[job.Id] = true;

    /// <summary>A server that is away is asked again.</summary>
    private async Task AgainAndAgainAsync(Func<NpgsqlConnection, CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(storage.Connection);
                await connection.OpenAsync(stoppingToken);
                await act(connection, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LineLost(failure);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        var arrived = new ConcurrentQueue<string>();
        connection.Notification += (_, news) => arrived.Enqueue(news.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
            while (arrived.TryDequeue(out var payload)) await ReceiveAsync(JsonSerializer.Deserialize<News>(payload, PortalJson.Options)!, stoppingToken);
        }
    }

    private async Task ReceiveAsync(News news, CancellationToken stoppingToken)
    {
        if (news.From == _own) return;
        foreach (var progress in news.Reading) reading.Receive(progress);
        if (news.Jobs.Count == 0) return;
        foreach (var job in await readJobs.ExecuteAsync(news.Jobs, stoppingToken))
            if (news.Jobs.Contains(job.Id)) jobs.Receive(job);
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var chunk in Taken(_readers).Chunk(AtOnce)) await NotifyAsync(connection, new News(_own, chunk, []), stoppingToken);
            foreach (var chunk in TakenKeys(_jobs).Chunk(AtOnce)) await NotifyAsync(connection, new News(_own, [], chunk), stoppingToken);
        }
    }

    private static async Task NotifyAsync(NpgsqlConnection connection, News news, CancellationToken stoppingToken)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
        {
            Parameters = { new() { Value = Channel }, new() { Value = JsonSerializer.Serialize(news, PortalJson.Options) } },
        };
        await notify.ExecuteNonQueryAsync(stoppingToken);
    }

    private static IEnumerable<ReadingProgress> Taken(ConcurrentDictionary<Guid, ReadingProgress> kept)
    {
        foreach (var reader in kept.Keys)
            if (kept.TryRemove(reader, out var progress)) yield return progress;
    }

    private static IEnumerable<JobId> TakenKeys(ConcurrentDictionary<JobId, bool> kept) => kept.Keys.Where(job => kept.TryRemove(job, out _));

    [LoggerMessage(LogLevel.Warning, "News cannot pass between the web hosts; trying again")]
    private partial void LineLost(Exception failure);

    private sealed record News(Guid From, IReadOnlyList<ReadingProgress> Reading, IReadOnlyList<JobId> Jobs);
}
