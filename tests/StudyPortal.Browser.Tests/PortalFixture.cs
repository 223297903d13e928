using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyPortal.Testing;
using StudyPortal.Web.Tests;
using Cookie = Microsoft.Playwright.Cookie;

namespace StudyPortal.Browser.Tests;

/// <summary>The real portal on Kestrel with the sample world, and a browser.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private Chromium _chromium = null!;

    public LivePortal Portal { get; } = LivePortal.Start();

    public SampleWorld World { get; private set; } = null!;

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        World = await SampleWorld.BuildAsync(Portal.Services);
        _chromium = await Chromium.LaunchAsync();
    }

    /// <summary>A window of nobody.</summary>
    public async Task<IPage> OpenAsync() => await (await _chromium.OpenWindowAsync(Portal.Address)).NewPageAsync();

    /// <summary>A window of a person who has entered as this demo account; closing its context ends the session.</summary>
    public async Task<IPage> EnterAsync(string account, int width = 1440, int height = 900, bool touch = false, float scale = 1)
    {
        var context = await _chromium.OpenWindowAsync(Portal.Address, width, height, touch, scale);
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
        await _chromium.DisposeAsync();
        await Portal.DisposeAsync();
    }
}
