using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Faults;

/// <summary>The PostgreSQL server goes away under a web host with readers and a trainer, and comes back.</summary>
public sealed partial class LostDatabaseTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromMinutes(4), Moment = TimeSpan.FromMilliseconds(250);
    private static readonly LocatorAssertionsToBeVisibleOptions Noticed = new() { Timeout = 90_000 };
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_server_breaks_everybody_is_told_so_and_all_goes_on_by_itself_when_it_is_back_and_nothing_confirmed_is_lost()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var served = await ServedReading.StartAsync(Stop);
        await LoseAsync(served, served.Server.BreakAsync, served.Server.StartAgainAsync);
    }

    [Fact]
    public async Task When_the_server_hangs_everybody_is_told_so_and_all_goes_on_by_itself_when_it_answers_again_and_nothing_confirmed_is_lost()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var served = await ServedReading.StartAsync(Stop);
        await LoseAsync(served, served.Server.HangAsync, served.Server.WakeAsync);
    }

    private static async Task LoseAsync(ServedReading served, Func<Task> lose, Func<Task> bringBack)
    {
        await UntilAsync(async () => served.Busy.All(reader => reader.Confirmed.Any()) && await served.JobAsync() is { State: JobState.Running, Progress: > 0 }, "reading and training");

        await lose();
        await served.Room.Keyboard.PressAsync("2");
        await UntilAsync(async () => await served.ReadyAsync() is (HttpStatusCode.ServiceUnavailable, var said) && Cause().IsMatch(said), "not ready");
        var confirmed = served.Confirmed;
        await AssertToldAsync(served);
        await Task.Delay(Outage, Stop);
        Assert.Equal(confirmed, served.Confirmed);

        await bringBack();
        await AssertWellAgainAsync(served);
        await UntilAsync(() => Task.FromResult(served.Confirmed > confirmed + 2 * served.Busy.Count), "further ratings");
        await served.StopReadingAsync();
        await AssertRatingsAsync(served);
        await AssertTrainedAsync(served);
    }

    /// <summary>Nobody's session can be looked up, so that every page that is opened is the one that says why, and since when.</summary>
    private static async Task AssertToldAsync(ServedReading served)
    {
        await Assertions.Expect(served.Health.GetByText(Cause()).First).ToBeVisibleAsync(Noticed);
        await Assertions.Expect(served.Health.GetByText("it lasts")).ToBeVisibleAsync(Noticed);
        await Assertions.Expect(served.Room.GetByText("1 kept here")).ToBeVisibleAsync(Noticed);
        using var answer = await served.Admin.GetAsync("/admin/health", Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Matches(Cause(), page);
        Assert.Contains("It has been so since 20", page, StringComparison.Ordinal);
        Assert.Contains("Nothing that was saved is lost.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
    }

    private static async Task AssertWellAgainAsync(ServedReading served)
    {
        await Assertions.Expect(served.Room.Locator("#room[data-trouble=no]")).ToBeVisibleAsync(Noticed);
        await UntilAsync(async () => (await served.ReadyAsync()).Status == HttpStatusCode.OK, "ready");
        await Assertions.Expect(served.Health.GetByText("Nothing troubles the portal.")).ToBeVisibleAsync(Noticed);
        await Assertions.Expect(served.Health.GetByText(Cause()).First).ToBeVisibleAsync(); // It is over, and still told.
        await Assertions.Expect(served.Health.GetByText("it lasts")).Not.ToBeVisibleAsync();
    }

    /// <summary>Every rating that was sent was confirmed in the end, and is there once, as it was given; so are the two of the browser.</summary>
    private static async Task AssertRatingsAsync(ServedReading served)
    {
        await using var db = await served.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var events = await db.Set<AnswerEvent>().AsNoTracking().ToListAsync(Stop);
        var stored = events.ToLookup(e => served.Busy.Any(reader => reader.Sent.Any(sent => sent.Key == e.IdempotencyKey)), Rating);
        var sent = served.Busy.SelectMany(reader => reader.Sent).OrderBy(rating => rating.Key).ToList();
        Assert.Equal(sent, served.Busy.SelectMany(reader => reader.Confirmed).OrderBy(rating => rating.Key));
        Assert.Equal(sent, stored[true].OrderBy(rating => rating.Key));
        Assert.Equal([1, 2], stored[false].Select(rating => rating.Score).Order());
    }

    private static SentRating Rating(AnswerEvent e) => new(e.IdempotencyKey, e.SlotId.ToString(), int.Parse(e.NewValue!, CultureInfo.InvariantCulture), e.Version);

    private static async Task AssertTrainedAsync(ServedReading served)
    {
        await UntilAsync(async () => (await served.JobAsync()).IsOver, "the end of the training");
        Assert.Equal(JobState.Succeeded, (await served.JobAsync()).State);
        await UntilAsync(() => Task.FromResult(served.Succeeded.Count > 0), "the trainer's word");
        Assert.Equal(served.Training.ToString(), Assert.Single(served.Succeeded));
        await using var db = await served.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        Assert.Equal(1, await db.Set<Model>().CountAsync(model => model.JobId == served.Training, Stop));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"This was waited for and did not come: {what}.");
            await Task.Delay(Moment, Stop);
        }
    }

    [GeneratedRegex(@"The database (server cannot be reached|does not answer)\.")]
    private static partial Regex Cause();
}
