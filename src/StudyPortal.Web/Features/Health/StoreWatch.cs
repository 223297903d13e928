using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

/// <summary>Looks every few seconds whether the store can be used, and says in the log when it cannot any more, and when it can again.</summary>
internal sealed class StoreWatch(WatchStore watch, TimeProvider clock, ILogger<StoreWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, clock, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var trouble in await watch.LookAsync(stoppingToken))
                if (trouble.UntilUtc is null) log.LogError("Trouble with the {Kind}: {Cause}", trouble.Kind, trouble.Cause);
                else log.LogWarning("Over since {Until:u}: trouble with the {Kind}: {Cause}", trouble.UntilUtc, trouble.Kind, trouble.Cause);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "It could not be looked whether the store can be used; trying again");
        }
    }
}
