using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Ties the sign-in cookie to a session of the server's: it begins and ends with it, and each request asks whether it still stands.</summary>
internal sealed class SessionCookies(OpenSession open, CheckSession check, EndSessions end) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        if (context.Principal?.Identity is not ClaimsIdentity identity || context.Principal.SessionSecret() is not null) return;
        var http = context.HttpContext;
        await EndCurrentAsync(http);
        var (network, browser) = (SessionOrigin.NetworkOf(http.Connection.RemoteIpAddress), SessionOrigin.BrowserOf(http.Request.Headers.UserAgent.ToString()));
        var means = context.Principal.FindFirstValue(SessionClaims.Means) ?? "";
        identity.AddClaim(new Claim(SessionClaims.Secret, await open.ExecuteAsync(context.Principal.AccountId(), network, browser, means, http.RequestAborted)));
    }

    public override Task SigningOut(CookieSigningOutContext context) => EndCurrentAsync(context.HttpContext);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<WithoutSessionAttribute>() is not null) return;
        var standing = context.Principal?.SessionSecret() is { } secret ? await check.ExecuteAsync(secret, isUse: true, http.RequestAborted) : null;
        if (context.Principal is null || standing is null)
        {
            context.RejectPrincipal();
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        CurrentSession.Set(http, standing);
        if (!context.Principal.HasRolesOf(standing)) await RefreshAsync(context, context.Principal);
    }

    private async Task EndCurrentAsync(HttpContext http)
    {
        if (CurrentSession.Of(http) is not { } session) return;
        await end.OneAsync(session.AccountId, session.Id, http.User.Identity?.Name ?? "", http.RequestAborted);
    }

    /// <summary>The account's roles have changed: the same session goes on with the new ones.</summary>
    private static async Task RefreshAsync(CookieValidatePrincipalContext context, ClaimsPrincipal before)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Account>>();
        if (await signIn.UserManager.GetUserAsync(before) is not { } account) return;
        var principal = await signIn.CreateUserPrincipalAsync(account);
        ((ClaimsIdentity)principal.Identity!).AddClaims(before.Claims.Where(claim => claim.Type is SessionClaims.Secret or SessionClaims.Means or OpenIdFeature.ProviderClaim));
        context.ReplacePrincipal(principal);
        context.ShouldRenew = true;
    }
}
