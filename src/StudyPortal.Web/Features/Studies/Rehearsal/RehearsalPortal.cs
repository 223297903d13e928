using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Web.Features.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies.Rehearsal;

/// <summary>The whole portal once more, over the folder of a rehearsed study, with its invented reader.</summary>
internal sealed class RehearsalPortal : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RehearsalPortal(WebApplication app) => _app = app;

    public static async Task<RehearsalPortal> StartAsync(IWebHostEnvironment environment, BlobKeys keys, RehearsedStudy study, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = environment.ApplicationName,
            ContentRootPath = environment.ContentRootPath,
            WebRootPath = environment.WebRootPath,
            EnvironmentName = environment.EnvironmentName,
        });
        // Nothing of this installation's settings: no mail, no address, no trainer; only the keys of the files that it links to; of its log only what fails.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
        [
            new("DataRoot", study.Folder), new("Demo:Seed", "false"), new("Trainer:Start", "false"), new(BlobKeys.Name, keys.Setting),
            new("Serilog:MinimumLevel:Default", "Error"), new("Serilog:MinimumLevel:Override:Microsoft", "Error"),
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddPortalHost();
        var portal = new RehearsalPortal(builder.Build());
        try
        {
            await portal.BeginAsync(study, cancellationToken);
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that is signed in as the invented reader.</summary>
    public async Task<HttpClient> EnterAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var account = await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(RehearsedStudy.Reader)
            ?? throw new InvalidOperationException("The rehearsal has no reader.");
        var principal = await services.GetRequiredService<SignInManager<Account>>().CreateUserPrincipalAsync(account);
        var secret = await services.GetRequiredService<OpenSession>().ExecuteAsync(account.Id, "", "", "rehearsal", CancellationToken.None);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionClaims.Secret, secret));
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = options.TicketDataFormat.Protect(new AuthenticationTicket(principal, IdentityConstants.ApplicationScheme));
        var address = new Uri(_app.Urls.Single());
        var cookies = new CookieContainer();
        cookies.Add(address, new Cookie(options.Cookie.Name ?? throw new InvalidOperationException("The sign-in has no cookie."), ticket));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task BeginAsync(RehearsedStudy study, CancellationToken cancellationToken)
    {
        await _app.Services.GetRequiredService<MigrateStore>().ExecuteAsync(cancellationToken);
        await _app.Services.GetRequiredService<SeedRoles>().ExecuteAsync(cancellationToken);
        await _app.Services.GetRequiredService<FillRehearsal>().ExecuteAsync(study, cancellationToken);
        _app.MapPortal();
        await _app.StartAsync(cancellationToken);
    }
}
