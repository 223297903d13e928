using Microsoft.Playwright;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Walk;

/// <summary>The windows of people who use a started portal.</summary>
internal static class PortalWindows
{
    /// <summary>A page of somebody who has come in by the demo's entrance.</summary>
    public static async Task<IPage> EnterAsync(this StartedPortal portal, Chromium chromium, string displayName)
    {
        var page = await (await chromium.OpenWindowAsync(portal.Address)).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = displayName }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }
}
