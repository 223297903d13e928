using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Tests;

/// <summary>The real application on Kestrel and a free port of loopback, over a data root of its own; Development, so that "enter as" is open.</summary>
public sealed partial class LivePortal : WebApplicationFactory<Program>
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));

    private readonly TimeProvider _clock;

    private readonly Action<IServiceCollection>? _more;

    private LivePortal(TimeProvider clock, Action<IServiceCollection>? more)
    {
        (_clock, _more) = (clock, more);
        UseKestrel(0);
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <param name="clock">Null for the real one.</param>
    /// <param name="more">What it has besides.</param>
    public static LivePortal Start(TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        var portal = new LivePortal(clock ?? TimeProvider.System, more);
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
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_clock);
            _more?.Invoke(services);
        });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
