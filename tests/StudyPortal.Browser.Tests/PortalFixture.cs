using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyPortal.Testing;
using StudyPortal.Web.Tests;
using Cookie = Microsoft.Playwright.Cookie;

namespace StudyPortal.Browser.Tests;

/// <summary>The real portal on Kestrel with the sample world, and a headless Chromium ($CHROMIUM, else Debian's).</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public LivePortal Portal { get; } = LivePortal.Start();

    public SampleWorld World { get; private set; } = null!;

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        World = await SampleWorld.BuildAsync(Portal.Services);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    /// <summary>A window of a person who has entered as this demo account; closing its context ends the session.</summary>
    public async Task<IPage> EnterAsync(string account, int width = 1440, int height = 900)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Portal.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        var cookies = await Portal.CookiesAsync(World.Accounts[account]);
        await context.AddCookiesAsync(cookies.GetCookies(Portal.Address).Cast<System.Net.Cookie>()
            .Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Portal.Address.ToString() }));
        return await context.NewPageAsync();
    }

    /// <summary>Keeps a picture of the page beside the test's binaries, for people to look at.</summary>
    public static Task KeepPictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screens", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        await Portal.DisposeAsync();
    }
}
