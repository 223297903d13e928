using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Tests;

/// <summary>The real application on Kestrel and a free port of loopback, over a data root of its own; Development, so that "enter as" is open.</summary>
public sealed partial class LivePortal : WebApplicationFactory<Program>
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));

    private readonly TimeProvider _clock;
    private readonly string _environment;
    private readonly IReadOnlyDictionary<string, string> _settings;

    private readonly Action<IServiceCollection>? _more;

    private LivePortal(TimeProvider clock, string environment, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? more)
    {
        (_clock, _environment, _settings, _more) = (clock, environment, settings, more);
        UseKestrel(0);
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <param name="clock">Null for the real one.</param>
    /// <param name="environment">In Production "enter as" is shut.</param>
    /// <param name="settings">Besides those of every test.</param>
    /// <param name="more">What it has besides.</param>
    public static LivePortal Start(
        TimeProvider? clock = null, string environment = "Development", IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? more = null)
    {
        var portal = new LivePortal(clock ?? TimeProvider.System, environment, settings ?? new Dictionary<string, string>(), more);
        portal.StartServer();
        return portal;
    }

    /// <summary>Changes the database behind the portal's back.</summary>
    public async Task ExecuteSqlAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={Services.GetRequiredService<DataRoot>().Database};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A client that follows no redirect.</summary>
    public HttpClient NewClient(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A client that has entered as this demo account.</summary>
    public async Task<HttpClient> EnterAsync(Guid account) => NewClient(await CookiesAsync(account));

    /// <summary>What a browser holds after it has entered as this demo account.</summary>
    public async Task<CookieContainer> CookiesAsync(Guid account)
    {
        if (_environment != "Development") return await SignedInAsync(account);
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

    /// <summary>The same where "enter as" is shut: signed in by the portal's own services, without a page.</summary>
    private async Task<CookieContainer> SignedInAsync(Guid account)
    {
        await using var scope = Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Account>>();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await http.SignInAsync(IdentityConstants.ApplicationScheme, await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByIdAsync(account.ToString()))!));
        var cookies = new CookieContainer();
        foreach (var cookie in http.Response.Headers.SetCookie) cookies.SetCookies(Address, cookie!);
        return cookies;
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
        builder.UseEnvironment(_environment);
        builder.UseSetting("DataRoot", _folder);
        builder.UseSetting("Demo:Seed", "false");
        builder.UseSetting("Trainer:Start", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_clock);
            _more?.Invoke(services);
        });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
