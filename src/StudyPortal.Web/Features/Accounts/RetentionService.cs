using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Forgets once a day what the settings say need not be known any longer.</summary>
internal sealed class RetentionService(ForgetExpired forget, IOptions<RetentionSettings> settings, TimeProvider clock, ILogger<RetentionService> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, clock, stoppingToken);
        while (true)
        {
            await TryForgetAsync(stoppingToken);
            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    /// <summary>Whatever fails ends this turn, not the turns after it.</summary>
    private async Task TryForgetAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (invitations, addresses) = await forget.ExecuteAsync(settings.Value, stoppingToken);
            if (invitations + addresses > 0) log.LogInformation("{Invitations} invitations and the addresses of {Addresses} reminders were old enough to be forgotten", invitations, addresses);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "Old addresses could not be deleted; trying again tomorrow");
        }
    }
}
