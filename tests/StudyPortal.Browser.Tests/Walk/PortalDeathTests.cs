using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Reading;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Walk;

public sealed class PortalDeathTests
{
    [Fact]
    public async Task When_the_portal_is_killed_while_somebody_reads_every_rating_is_stored_once_and_the_open_page_goes_on()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design("Pulled plug"), "reader1");
        await portal.StartAsync(withTrainer: false);
        await using var chromium = await Chromium.LaunchAsync();
        var reader = await portal.EnterAsync(chromium, "Dr. Anna Keller");
        await reader.GotoAsync($"/read/{study}");
        await RateAsync(reader, 1, confirmed: true);
        await RateAsync(reader, 2, confirmed: true);

        await Room.AtAsync(reader, 3);
        await reader.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Task.WhenAll(reader.Keyboard.PressAsync("3"), portal.KillAsync());
        await reader.Keyboard.PressAsync("ArrowRight");
        await RateAsync(reader, 4, confirmed: false);
        await Assertions.Expect(reader.GetByText("kept here")).ToBeVisibleAsync();
        Assert.Equal(["1", "2"], (await ScoresAsync(portal)).Take(2));

        await portal.StartAsync(withTrainer: false);
        await Assertions.Expect(reader.Locator("#room[data-trouble=no]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await RateAsync(reader, 5, confirmed: true);
        Assert.Equal(["1", "2", "3", "4", "5"], await ScoresAsync(portal));
    }

    private static async Task RateAsync(IPage reader, int place, bool confirmed)
    {
        await Room.AtAsync(reader, place);
        await reader.Keyboard.PressAsync($"{place}");
        if (confirmed) await Room.SavedAsync(reader);
        await reader.Keyboard.PressAsync("ArrowRight");
    }

    /// <summary>What was ever stored, in its order; a rating stored twice would be there twice.</summary>
    private static async Task<List<string?>> ScoresAsync(StartedPortal portal)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Set<AnswerEvent>().OrderBy(e => e.AtUtc).Select(e => e.NewValue).ToListAsync(TestContext.Current.CancellationToken);
    }
}
