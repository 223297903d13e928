using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>Brings what trainers write into the database to the pages and the hub: twice a second while anything is open, else every two seconds.</summary>
internal sealed class JobProgressPump(ReadOpenJobs jobs, JobFeed feed, IHubContext<ProgressHub> hub, TimeProvider clock, ILogger<JobProgressPump> log) : BackgroundService
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<JobId, JobSnapshot> _open = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Changed += OnChanged;
        try
        {
            while (true)
            {
                await TryPumpAsync(stoppingToken);
                await Task.Delay(_open.IsEmpty ? Idle : Busy, clock, stoppingToken);
            }
        }
        finally
        {
            feed.Changed -= OnChanged;
        }
    }

    private async Task TryPumpAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PumpAsync(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(error, "Progress could not be read; trying again");
        }
    }

    private async Task PumpAsync(CancellationToken stoppingToken)
    {
        foreach (var job in await jobs.ExecuteAsync([.. _open.Keys], stoppingToken))
        {
            if (_open.TryGetValue(job.Id, out var before) && before == job) continue;
            feed.Receive(job);
        }
    }

    private void OnChanged(JobSnapshot job)
    {
        if (job.IsOver) _open.TryRemove(job.Id, out _);
        else _open[job.Id] = job;
        _ = SendAsync(job);
    }

    private async Task SendAsync(JobSnapshot job)
    {
        try
        {
            await hub.Clients.Group(ProgressHub.OwnHost).SendAsync(ProgressHub.JobMessage, job);
        }
        catch (Exception error)
        {
            log.LogWarning(error, "Job {JobId} could not be sent to the hub", job.Id);
        }
    }
}
