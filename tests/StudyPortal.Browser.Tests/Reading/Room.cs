using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>What a reader waits for in the reading room.</summary>
internal static class Room
{
    /// <summary>Six readers on two busy processors still get every picture within this, in milliseconds.</summary>
    private const float Patience = 20_000;

    /// <summary>The reader sees both squares of the test picture.</summary>
    public static async Task PassDisplayCheckAsync(IPage page)
    {
        await page.GetByLabel("I see the square in the black").CheckAsync(new() { Timeout = Patience });
        await page.GetByLabel("I see the square in the white").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
    }

    /// <summary>The image and the map of this place are on the screen.</summary>
    public static Task AtAsync(IPage page, int place) =>
        Assertions.Expect(page.Locator($"#room[data-drawn='{place}']")).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>The server has confirmed the rating of the place on the screen.</summary>
    public static Task SavedAsync(IPage page) =>
        Assertions.Expect(page.Locator("#room[data-saved=yes]")).ToBeVisibleAsync(new() { Timeout = Patience });
}
