using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Looks every minute which readers are silent or late, and tells the hub when that has changed.</summary>
internal sealed class AlarmBroadcast(ListAlarms alarms, IHubContext<ProgressHub> hub, TimeProvider clock, ILogger<AlarmBroadcast> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private IReadOnlyList<StudyAlarm> _told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, clock, stoppingToken);
            await TryTellAsync(stoppingToken);
        }
    }

    /// <summary>Whatever fails ends this turn, not the turns after it: a store or a backplane that is down is asked again.</summary>
    private async Task TryTellAsync(CancellationToken stoppingToken)
    {
        try
        {
            var now = await alarms.ExecuteAsync(stoppingToken);
            if (now.SequenceEqual(_told)) return;
            await hub.Clients.Group(ProgressHub.OwnHost).SendAsync(ProgressHub.AlarmsMessage, now, stoppingToken);
            _told = now;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "The alarms could not be told; trying again in a minute");
        }
    }
}
