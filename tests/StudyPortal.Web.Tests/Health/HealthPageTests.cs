using System.Net;
using System.Text.Json;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Features.Health;
using StudyPortal.Web.Tests.Reading;

namespace StudyPortal.Web.Tests.Health;

public sealed class HealthPageTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_image_is_refused_and_shown_on_the_page_while_all_other_reading_goes_on_until_it_is_whole_again()
    {
        var (first, other) = (room.Session.Places[0].Id, await PlaceOfAnotherCaseAsync());
        var path = room.Get<BlobStore>().PathOf(await PixelsAsync(first));
        var content = await File.ReadAllBytesAsync(path, Stop);
        await File.WriteAllBytesAsync(path, [.. content.Reverse()], Stop);

        using var refused = await room.Reader.GetAsync($"/reading/slots/{first}/pixels", Stop);
        using var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "This file is damaged"), (refused.StatusCode, body.RootElement.GetProperty("title").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await room.Reader.GetAsync($"/reading/slots/{other}/pixels", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, room.Rating(3))).StatusCode);
        await room.Get<WatchStore>().LookAsync(Stop);
        Assert.Contains("Damaged file", await PanelAsync<TroublesPanel>(), StringComparison.Ordinal);
        Assert.Contains("it lasts", await PanelAsync<TroublesPanel>(), StringComparison.Ordinal);
        Assert.Equal("Healthy", await room.Reader.GetStringAsync("/health", Stop)); // Ratings are stored.

        await File.WriteAllBytesAsync(path, content, Stop);
        Assert.Equal(HttpStatusCode.OK, (await room.Reader.GetAsync($"/reading/slots/{first}/pixels", Stop)).StatusCode);
        await room.Get<WatchStore>().LookAsync(Stop);
        Assert.Contains("Nothing troubles the portal.", await PanelAsync<TroublesPanel>(), StringComparison.Ordinal);
        Assert.DoesNotContain("it lasts", await PanelAsync<TroublesPanel>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scheduled_backups_the_page_says_so() => Assert.Contains("No backups are scheduled.", await PanelAsync<BackupsPanel>(), StringComparison.Ordinal);

    [Fact]
    public async Task Of_the_last_backup_its_age_is_shown_and_that_the_next_is_late_and_why()
    {
        await using var context = new BunitContext();
        var now = new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

        var facts = context.Render<BackupFacts>(parameters => parameters.Add(f => f.Backups, new BackupStatus(
            "/mnt/backups", 3, now.AddDays(-2), TimeSpan.FromDays(2), now.AddDays(-1), IsOverdue: true, "The disk that holds the data is full.", now.AddDays(-1)))).Markup;

        Assert.Contains("2026-11-28 12:00 UTC, 2 days ago", facts, StringComparison.Ordinal);
        Assert.Contains("overdue", facts, StringComparison.Ordinal);
        Assert.Contains("first at 2026-11-29 12:00 UTC: The disk that holds the data is full.", facts, StringComparison.Ordinal);
    }

    private async Task<string> PanelAsync<T>() where T : RefreshedPanel
    {
        await using var context = new BunitContext();
        context.Services.AddSingleton(room.Get<ReadBackups>()).AddSingleton(room.Get<Troubles>()).AddSingleton(TimeProvider.System);
        var panel = context.Render<T>();
        await panel.WaitForAssertionAsync(() => panel.Find("section p, section table"));
        return panel.Markup;
    }

    private async Task<BlobHash> PixelsAsync(ReadingSlotId slot)
    {
        await using var db = await room.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        return await (
            from s in db.Set<ReadingSlot>()
            join item in db.Set<StudyItem>() on s.ItemId equals item.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            where s.Id == slot
            select shown.Pixels).SingleAsync(Stop);
    }

    private async Task<ReadingSlotId> PlaceOfAnotherCaseAsync()
    {
        var first = await PixelsAsync(room.Session.Places[0].Id);
        foreach (var place in room.Session.Places)
            if (await PixelsAsync(place.Id) != first) return place.Id;
        throw new InvalidOperationException("The study has one case.");
    }
}
