using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Looks once an hour which readers are to be reminded; what the mail server refuses comes up again the next time.</summary>
internal sealed class ReminderService(RemindReaders reminders, PortalAddress portal, TimeProvider clock, ILogger<ReminderService> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, clock, stoppingToken);
        while (true)
        {
            await TrySendAsync(stoppingToken);
            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    /// <summary>Whatever fails ends this turn, not the turns after it.</summary>
    private async Task TrySendAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var sent in await reminders.SendDueAsync(portal.Value, stoppingToken))
                // The mail server's words may hold the reader's address: they stand on the study's page.
                if (sent.Problem is null) log.LogInformation("Reader {ReaderId} was reminded", sent.Letter.ReaderId);
                else log.LogWarning("Reader {ReaderId} could not be reminded; the study's page says why", sent.Letter.ReaderId);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "Reminders could not be looked up, or what was sent could not be stored; trying again in an hour");
        }
    }
}
