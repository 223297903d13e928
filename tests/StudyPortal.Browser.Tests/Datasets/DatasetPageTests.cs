using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Datasets;

public sealed class DatasetPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_filter_is_in_the_address_leads_from_case_to_case_and_is_there_again_on_the_way_back()
    {
        var page = await fixture.EnterAsync("researcher", 1024, 768);
        await page.GotoAsync($"/datasets/{fixture.World.DatasetId}");
        var cases = page.GetByRole(AriaRole.List, new() { Name = "Cases" }).GetByRole(AriaRole.Listitem);

        await page.Locator("select.labels").SelectOptionAsync("Effusion");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("label=Effusion&value=Positive"));
        await Assertions.Expect(cases.First).ToContainTextAsync("Effusion");
        await cases.First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Case 2" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".viewer[data-shows]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Case 4" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Filtered cases" }).ClickAsync();
        await Assertions.Expect(page.Locator("select.labels")).ToHaveValueAsync("Effusion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(page.Locator("select.labels")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_viewer_of_a_case_inverts_zooms_and_hides_the_boxes_by_key()
    {
        var page = await fixture.EnterAsync("researcher");
        await page.GotoAsync($"/datasets/{fixture.World.DatasetId}/cases/1");
        await Assertions.Expect(page.Locator(".viewer[data-shows]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".box-layer .box")).Not.ToHaveCountAsync(0);
        var before = await MiddleAsync(page);

        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invert" })).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Locator("[data-zoom]")).ToHaveTextAsync("1.3×");
        await page.Keyboard.PressAsync("o");
        await Assertions.Expect(page.Locator(".box-layer .box")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("-");
        await PortalFixture.KeepPictureAsync(page, "case");

        Assert.InRange(await MiddleAsync(page), 255 - before - 3, 255 - before + 3);
    }

    /// <summary>How bright the middle of the panel is, of 255.</summary>
    private static async Task<int> MiddleAsync(IPage page)
    {
        await page.WaitForTimeoutAsync(300);
        return await page.Locator(".viewer-panel canvas.cornerstone-canvas").EvaluateAsync<int>(
            "c => c.getContext('2d').getImageData(Math.floor(c.width / 2), Math.floor(c.height / 2), 1, 1).data[0]");
    }
}
