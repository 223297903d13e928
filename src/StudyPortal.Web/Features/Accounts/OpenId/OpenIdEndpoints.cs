using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>To the provider and back. Without one these addresses do not exist.</summary>
internal static class OpenIdEndpoints
{
    public const string Start = "/sign-in/provider";

    private const string Done = "/sign-in/provider/done";
    private const string Invitation = "invitation";

    public static IEndpointRouteBuilder MapOpenId(this IEndpointRouteBuilder app)
    {
        app.MapGet(Start, StartAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapGet(Done, DoneAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        return app;
    }

    private static async Task<Results<NotFound, RedirectHttpResult, ChallengeHttpResult>> StartAsync(
        string? returnUrl, string? invitation, HttpContext http, IOptions<OpenIdSettings> settings)
    {
        if (!settings.Value.IsConfigured) return TypedResults.NotFound();
        if (!await CanReachAsync(http)) return TypedResults.LocalRedirect(ProviderRefusals.Address(ProviderRefusal.Unreachable));
        var properties = new AuthenticationProperties { RedirectUri = $"{Done}?returnUrl={Uri.EscapeDataString(SignInEndpoints.LocalOrHome(returnUrl))}" };
        if (invitation is not null) properties.Items[Invitation] = invitation;
        return TypedResults.Challenge(properties, [OpenIdFeature.Scheme]);
    }

    /// <summary>Whether the provider says where it lies; otherwise the log has the reason.</summary>
    public static async Task<bool> CanReachAsync(HttpContext http)
    {
        try
        {
            var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdFeature.Scheme);
            await options.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
            return true;
        }
        catch (InvalidOperationException unreachable)
        {
            var (settings, log) = (http.RequestServices.GetRequiredService<IOptions<OpenIdSettings>>().Value, http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdEndpoints).FullName!));
            log.LogWarning("The provider {Authority} cannot be reached: {Reason}", settings.Authority, unreachable.Message);
            return false;
        }
    }

    /// <summary>The provider's answer was checked and waits in a cookie of its own; now the portal says whom it lets in.</summary>
    private static async Task<Results<NotFound, RedirectHttpResult>> DoneAsync(
        string? returnUrl, HttpContext http, IOptions<OpenIdSettings> settings, AdmitExternal admit, SignInManager<Account> signIn)
    {
        if (!settings.Value.IsConfigured) return TypedResults.NotFound();
        var answer = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (answer is not { Succeeded: true, Principal: { } person } || IdentityOf(person, answer.Properties, settings.Value) is not { } identity)
            return TypedResults.LocalRedirect(ProviderRefusals.Address(ProviderRefusal.Failed));
        switch (await admit.ExecuteAsync(identity, http.RequestAborted))
        {
            case AdmitExternalOutcome.Admitted admitted:
                await SignInAsync(admitted.AccountId, person, answer.Properties, settings.Value, signIn);
                return TypedResults.LocalRedirect(SignInEndpoints.LocalOrHome(returnUrl));
            case AdmitExternalOutcome.Refused refused:
                return TypedResults.LocalRedirect(ProviderRefusals.Address(Enum.Parse<ProviderRefusal>(refused.Why.ToString())));
            default:
                throw new InvalidOperationException("An unknown outcome.");
        }
    }

    /// <summary>The token of the provider is kept, since the provider wants it again at the sign-out.</summary>
    private static async Task SignInAsync(Guid accountId, ClaimsPrincipal person, AuthenticationProperties? answer, OpenIdSettings settings, SignInManager<Account> signIn)
    {
        var account = await signIn.UserManager.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        var properties = new AuthenticationProperties { IsPersistent = false };
        if (answer?.GetTokenValue("id_token") is { } token) properties.StoreTokens([new AuthenticationToken { Name = "id_token", Value = token }]);
        var means = SecondFactor.WasAsked(person, settings) ? SecondFactor.Multiple : "provider";
        await signIn.SignInWithClaimsAsync(account, properties, [new(OpenIdFeature.ProviderClaim, person.FindFirstValue("iss")!), new(SessionClaims.Means, means)]);
    }

    private static ExternalIdentity? IdentityOf(ClaimsPrincipal person, AuthenticationProperties? answer, OpenIdSettings settings)
    {
        if (person.FindFirstValue("iss") is not { } issuer || person.FindFirstValue("sub") is not { } subject) return null;
        var email = person.FindFirstValue("email") ?? "";
        var mayLink = settings.LinkByVerifiedEmail && bool.TryParse(person.FindFirstValue("email_verified"), out var verified) && verified;
        string? invitation = null;
        answer?.Items.TryGetValue(Invitation, out invitation);
        return new ExternalIdentity(issuer, subject, person.FindFirstValue("name") ?? email, mayLink ? email : null, invitation, settings.RoleClaim is null ? null : RoleOf(person, settings));
    }

    /// <summary>The highest of those that the provider names; empty for none.</summary>
    private static string RoleOf(ClaimsPrincipal person, OpenIdSettings settings) =>
        Roles.All.FirstOrDefault(role => settings.Roles.TryGetValue(role, out var value) && person.HasClaim(settings.RoleClaim!, value)) ?? "";
}
