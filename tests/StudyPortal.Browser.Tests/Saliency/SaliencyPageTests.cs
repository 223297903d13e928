using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Saliency;

public sealed class SaliencyPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Maps_change_their_colours_and_their_method_on_the_page()
    {
        var page = await fixture.EnterAsync("researcher", 1024, 768);
        await page.GotoAsync("/saliency");
        var map = page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Map of .* on case") }).First;
        await Assertions.Expect(map).ToBeVisibleAsync();

        await page.GetByLabel("Colours").SelectOptionAsync("Strength, one scale");

        await Assertions.Expect(map).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("/5\\.png\\?with="));
        await Assertions.Expect(page.GetByText("From black to white")).ToBeVisibleAsync();
        await map.EvaluateAsync("image => image.decode()");
        await PortalFixture.KeepPictureAsync(page, "saliency");

        await page.GetByLabel("Method").SelectOptionAsync("Occlusion");

        await Assertions.Expect(page.GetByText("not made yet").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("turns black")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "saliency-occlusion");
    }
}
