using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Web.Tests.Accounts;

/// <summary>The real portal on Kestrel in a given environment; a request can claim to come from another address.</summary>
public sealed class AccountsPortal : WebApplicationFactory<Program>
{
    /// <summary>Names the address that the connection is taken to come from.</summary>
    public const string RemoteAddressHeader = "X-Test-Remote-Address";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));
    private readonly string _environment;

    private AccountsPortal(string environment) => _environment = environment;

    public static AccountsPortal Start(string environment = "Development")
    {
        var portal = new AccountsPortal(environment);
        portal.UseKestrel(0);
        portal.StartServer();
        return portal;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser of its own: it keeps cookies and follows no redirect.</summary>
    public PortalBrowser OpenBrowser() => new(ClientOptions.BaseAddress);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment(_environment)
        .UseSetting("DataRoot", _folder)
        .UseSetting("Demo:Seed", "true")
        .UseSetting("Trainer:Start", "false")
        .ConfigureServices(services => services.AddSingleton<IStartupFilter, ClaimedAddress>());

    private sealed class ClaimedAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (IPAddress.TryParse(http.Request.Headers[RemoteAddressHeader], out var address)) http.Connection.RemoteIpAddress = address;
                return rest(http);
            });
            next(app);
        };
    }
}
