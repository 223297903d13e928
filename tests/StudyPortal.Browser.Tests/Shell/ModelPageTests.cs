using Microsoft.Playwright;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Shell;

public sealed class ModelPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_analyses_of_a_model_fit_both_screens_and_one_more_is_started_from_the_page()
    {
        await SampleAnalyses.StoreAsync(fixture.Get<StoreAnalysis>(), fixture.World.Models[2], fixture.World.DatasetId);
        var page = await fixture.EnterAsync("admin");
        await page.GotoAsync($"/models/{fixture.World.Models[2]}");
        var robustness = page.Locator("#robustness");
        await Assertions.Expect(robustness.Locator("polyline")).ToHaveCountAsync(3);
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (1024, 768)])
        {
            await page.SetViewportSizeAsync(width, height);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The page is wider than {width} pixels.");
            foreach (var section in (string[])["robustness", "network", "maps"])
            {
                await page.Locator($"#{section}").ScrollIntoViewIfNeededAsync();
                await page.Locator($"#{section}").ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screens", $"model-{section}-{width}.png") });
            }
        }

        await robustness.GetByRole(AriaRole.Spinbutton, new() { Name = "Cases" }).FillAsync("50");
        await robustness.GetByRole(AriaRole.Button, new() { Name = "Analyse" }).ClickAsync();
        await Assertions.Expect(robustness.GetByText("Waiting")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
