using Microsoft.Playwright;
using StudyPortal.Testing;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

public sealed class StackTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_ct_begins_on_the_slice_of_its_map_which_shows_on_no_other_and_has_the_windows_of_a_ct()
    {
        await SampleStacks.MakeAsync(fixture.Portal.Services);
        var page = await fixture.EnterAsync("reader5");
        await page.GotoAsync($"/read/{await fixture.World.OpenStudyAsync(fixture.World.Design("CT"), "reader5")}");
        await AtAsync(page, 1);
        var (slice, map) = (page.Locator("[data-slice]"), page.Locator("canvas.room-map"));
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 3/5, map 3");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "1");
        await page.Locator("[data-presets]").SelectOptionAsync("tissue");
        await Assertions.Expect(page.Locator("[data-window]")).ToHaveTextAsync("−160…240 HU");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 2/5, map 3");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "0");
        await PortalFixture.KeepPictureAsync(page, "room-ct-beside");

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 3/5, map 3");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "1");
        await PortalFixture.KeepPictureAsync(page, "room-ct");
        await page.Context.CloseAsync();
    }
}
