using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Studies;

public sealed class ReminderServiceTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Letters_go_a_minute_after_the_start_and_then_every_hour_also_after_a_store_that_failed()
    {
        var clock = new SteppedClock();
        await using var portal = LivePortal.Start(clock);
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        await using var mail = MailServer.For(portal.Services.GetRequiredService<IOptions<SmtpSettings>>().Value);
        mail.Refused = "reader1";
        var start = clock.GetUtcNow().UtcDateTime;
        await portal.Services.GetRequiredService<RemindReaders>().SendAsync(study, "https://portal.example", "admin", Stop);
        // This service, and the one that looks for silent readers.
        await clock.WaitedForAsync(Minute, Stop);
        await clock.WaitedForAsync(Minute, Stop);

        await AdvanceAsync(Minute);
        Assert.Equal(start + Minute, await LastTriedAsync());
        clock.Advance(Hour - Minute);
        Assert.Equal(start + Minute, await LastTriedAsync());
        await AdvanceAsync(Minute);
        Assert.Equal(start + Minute + Hour, await LastTriedAsync());

        await portal.ExecuteSqlAsync("CREATE TRIGGER Full BEFORE UPDATE ON Reminders BEGIN SELECT RAISE(ABORT, 'the disk is full'); END", Stop);
        await AdvanceAsync(Hour);
        Assert.Equal(start + Minute + Hour, await LastTriedAsync());
        await portal.ExecuteSqlAsync("DROP TRIGGER Full", Stop);
        mail.Refused = "";
        await AdvanceAsync(Hour);
        Assert.Equal(start + Minute + 3 * Hour, await LastTriedAsync());
        Assert.Single(mail.Letters);

        async Task AdvanceAsync(TimeSpan by)
        {
            clock.Advance(by);
            await clock.WaitedForAsync(Hour, Stop);
        }

        async Task<DateTime> LastTriedAsync() => (await portal.Services.GetRequiredService<ListReminders>().ExecuteAsync(study, Stop)).Single().AtUtc;
    }
}
