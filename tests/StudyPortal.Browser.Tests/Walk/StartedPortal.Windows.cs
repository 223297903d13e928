using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Walk;

/// <summary>The windows of people who use it.</summary>
internal sealed partial class StartedPortal
{
    /// <summary>A page of somebody who has come in by the demo's entrance.</summary>
    public async Task<IPage> EnterAsync(Chromium chromium, string displayName)
    {
        var page = await (await chromium.OpenWindowAsync(Address)).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = displayName }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }
}
