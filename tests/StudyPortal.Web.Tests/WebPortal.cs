using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Tests;

/// <summary>The real portal on Kestrel at a free port, over a data folder of its own, without a trainer.</summary>
public sealed class WebPortal : WebApplicationFactory<Program>
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));

    public WebPortal()
    {
        UseKestrel(0);
        StartServer();
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The cookie that a demo account of this role gets when it signs in.</summary>
    public async Task<Cookie> SignInAsync(string role)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().GetUsersInRoleAsync(role);
        var secret = await Services.GetRequiredService<OpenSession>().ExecuteAsync(accounts[0].Id, "", "", "test", CancellationToken.None);
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<Account>>().CreateUserPrincipalAsync(accounts[0]);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("session", secret));
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return new Cookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(new AuthenticationTicket(principal, IdentityConstants.ApplicationScheme)));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("DataRoot", _folder)
        .UseSetting("Demo:Seed", "true")
        .UseSetting("Trainer:Start", "false")
        .UseSetting("Logging:LogLevel:Default", "Warning")
        .UseSetting("Logging:LogLevel:Microsoft", "Warning");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
