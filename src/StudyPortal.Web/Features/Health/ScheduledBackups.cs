using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Web.Features.Health;

/// <summary>Looks every half minute whether a backup is due. Every web host does; the first one takes it.</summary>
internal sealed class ScheduledBackups(KeepBackups keep, TimeProvider clock, ILogger<ScheduledBackups> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, clock, stoppingToken);
            await KeepAsync(stoppingToken);
        }
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await keep.ExecuteAsync(stoppingToken) is { } taken) log.LogInformation("Backed up: {Files} files, {New} of them new", taken.Blobs, taken.NewBlobs);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(failure, "The backup failed, or what came of it could not be stored; trying again");
        }
    }
}
