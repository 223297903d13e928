using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Reading;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Faults;

public sealed class FullDiskTests
{
    private const int Megabytes = 96;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_disk_is_full_everybody_is_told_so_and_each_rating_is_stored_once_as_soon_as_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(Megabytes);
        await using var portal = await StartedPortal.PrepareAsync(Path.Combine(disk.Folder, "data"));
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design("Full disk"), "reader1", "reader2");
        await portal.StartAsync(withTrainer: false);
        using var admin = await DistantReader.SignInAsync(portal.Address, world.Accounts["admin"]);
        admin.DefaultRequestHeaders.Add("RequestVerificationToken", await DistantReader.FormTokenAsync(admin));
        using var distant = await DistantReader.EnterAsync(portal.Address, world.Accounts["reader2"], study);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Anna Keller");
        await window.GotoAsync($"/read/{study}");
        await RateAsync(window, 1);
        await Room.SavedAsync(window);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await HealthAsync(admin));

        await EmptyLogAsync(portal);
        disk.Fill();
        await window.Keyboard.PressAsync("ArrowRight");
        await RateAsync(window, 2);
        await window.Keyboard.PressAsync("ArrowRight");
        await RateAsync(window, 3);
        var rating = distant.Rating(0, 4);
        using (var refused = await distant.SendAsync(rating, Stop)) await ToldAsync(refused);
        using (var upload = await admin.PutAsync("/models/uploads", new ByteArrayContent(new byte[1 << 20]), Stop)) await ToldAsync(upload);
        await Assertions.Expect(window.GetByText("2 kept here")).ToBeVisibleAsync();
        await BecomesAsync(admin, HttpStatusCode.ServiceUnavailable, "Unhealthy");
        Assert.Equal(["1"], await StoredAsync(portal));

        disk.MakeRoom();
        await Assertions.Expect(window.Locator("#room[data-trouble=no]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await distant.ConfirmAsync(rating, Stop);
        await distant.ConfirmAsync(rating, Stop);
        await Assertions.Expect(window.GetByText("kept here")).Not.ToBeVisibleAsync();
        Assert.Equal(["1", "2", "3", "4"], (await StoredAsync(portal)).Order());
        await BecomesAsync(admin, HttpStatusCode.OK, "Healthy");
    }

    private static async Task RateAsync(IPage window, int place)
    {
        await Room.AtAsync(window, place);
        await window.Keyboard.PressAsync($"{place}");
    }

    private static async Task ToldAsync(HttpResponseMessage answer)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("The disk that holds the data is full.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>One answer stands for a second.</summary>
    private static async Task BecomesAsync(HttpClient client, HttpStatusCode status, string word)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        while (await HealthAsync(client) != (status, word)) await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
    }

    private static async Task<(HttpStatusCode, string)> HealthAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/health", Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>The write-ahead log gives back the room in which it would take some more ratings.</summary>
    private static async Task EmptyLogAsync(StartedPortal portal)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", Stop);
    }

    /// <summary>What was ever stored; a rating stored twice would be there twice.</summary>
    private static async Task<List<string>> StoredAsync(StartedPortal portal)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        return await db.Set<AnswerEvent>().OrderBy(e => e.Id).Select(e => e.NewValue!).ToListAsync(Stop);
    }
}
