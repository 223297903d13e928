using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Reading;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Reading;

/// <summary>Passes every sign of life of a reader on to the hub, without keeping the reader waiting. A backplane carries it to the other web hosts; without one each tells its own.</summary>
internal sealed class ReadingBroadcast(ReadingFeed feed, IHubContext<ProgressHub> hub, Backplane backplane, ILogger<ReadingBroadcast> log) : BackgroundService
{
    private readonly Channel<ReadingProgress> _news = Channel.CreateBounded<ReadingProgress>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (backplane.IsThere) feed.Told += Take;
        else feed.Progressed += Take;
        try
        {
            await foreach (var progress in _news.Reader.ReadAllAsync(stoppingToken))
                await SendAsync(progress, stoppingToken);
        }
        finally
        {
            feed.Told -= Take;
            feed.Progressed -= Take;
        }
    }

    /// <summary>A backplane that is down loses this message, not the ones after it.</summary>
    private async Task SendAsync(ReadingProgress progress, CancellationToken stoppingToken)
    {
        try
        {
            await hub.Clients.All.SendAsync(ProgressHub.ReadingMessage, progress, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "Progress of reader {ReaderId} could not be sent to the hub", progress.ReaderId);
        }
    }

    private void Take(ReadingProgress progress) => _news.Writer.TryWrite(progress);
}
