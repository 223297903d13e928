using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>The session at the provider: who signed in there and leaves here leaves there too, so that the next person at the same screen is asked.</summary>
internal static class ProviderSession
{
    /// <summary>Whether this session began there and the provider can end it. One that cannot be reached keeps nobody here.</summary>
    public static async Task<bool> CanEndAsync(HttpContext http)
    {
        if (!http.User.HasClaim(claim => claim.Type == OpenIdFeature.ProviderClaim)) return false;
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdFeature.Scheme);
        if (options.ConfigurationManager is not { } provider) return false;
        try
        {
            return (await provider.GetConfigurationAsync(http.RequestAborted)).EndSessionEndpoint is { Length: > 0 };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static SignOutHttpResult End() => TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/sign-in" }, [OpenIdFeature.Scheme]);
}
