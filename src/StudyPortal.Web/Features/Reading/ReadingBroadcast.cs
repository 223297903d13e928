using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Reading;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Reading;

/// <summary>Passes every sign of life of a reader on to the hub, without keeping the reader waiting.</summary>
internal sealed class ReadingBroadcast(ReadingFeed feed, IHubContext<ProgressHub> hub) : BackgroundService
{
    private readonly Channel<ReadingProgress> _news = Channel.CreateBounded<ReadingProgress>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Progressed += Take;
        try
        {
            await foreach (var progress in _news.Reader.ReadAllAsync(stoppingToken))
                await hub.Clients.All.SendAsync(ProgressHub.ReadingMessage, progress, stoppingToken);
        }
        finally
        {
            feed.Progressed -= Take;
        }
    }

    private void Take(ReadingProgress progress) => _news.Writer.TryWrite(progress);
}
