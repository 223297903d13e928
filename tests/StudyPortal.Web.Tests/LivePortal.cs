using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace StudyPortal.Web.Tests;

/// <summary>The real application on Kestrel and a free port of loopback, over a data root of its own; Development, so that "enter as" is open.</summary>
public sealed partial class LivePortal : WebApplicationFactory<Program>
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));

    public LivePortal() => UseKestrel(0);

    public Uri Address => ClientOptions.BaseAddress;

    public static LivePortal Start()
    {
        var portal = new LivePortal();
        portal.StartServer();
        return portal;
    }

    /// <summary>A client that follows no redirect.</summary>
    public HttpClient NewClient(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A client that has entered as this demo account.</summary>
    public async Task<HttpClient> EnterAsync(Guid account) => NewClient(await CookiesAsync(account));

    /// <summary>What a browser holds after it has entered as this demo account.</summary>
    public async Task<CookieContainer> CookiesAsync(Guid account)
    {
        var cookies = new CookieContainer();
        using var client = NewClient(cookies);
        var form = new Dictionary<string, string>
        {
            ["account"] = account.ToString(),
            ["__RequestVerificationToken"] = FormToken().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value,
        };
        using var entered = await client.PostAsync("/sign-in/enter-as", new FormUrlEncodedContent(form));
        return entered.StatusCode == HttpStatusCode.Redirect ? cookies : throw new InvalidOperationException($"Entering was answered {entered.StatusCode}.");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DataRoot", _folder);
        builder.UseSetting("Demo:Seed", "false");
        builder.UseSetting("Trainer:Start", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
