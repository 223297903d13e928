using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests;

/// <summary>A headless Chromium ($CHROMIUM, else Debian's).</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>A machine that does something else at the same time must not look like a page that is wrong.</summary>
    private const float PatienceMilliseconds = 20_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu"],
        }));
    }

    /// <summary>A window that shares nothing with any other: its own cookies, its own storage.</summary>
    /// <param name="scale">Pixels of the screen for each CSS pixel.</param>
    public Task<IBrowserContext> OpenWindowAsync(Uri address, int width = 1440, int height = 900, bool touch = false, float scale = 1) =>
        _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = touch,
            IsMobile = touch,
            DeviceScaleFactor = scale,
        });

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
