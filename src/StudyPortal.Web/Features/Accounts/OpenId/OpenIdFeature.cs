using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>Sign-in with a hospital's own provider: authorisation code with PKCE, the token checked against the provider's keys.</summary>
internal static class OpenIdFeature
{
    public const string Scheme = "OpenId";

    /// <summary>Of a session that began at the provider: its issuer.</summary>
    public const string ProviderClaim = "provider";

    private const string CallbackPath = "/sign-in/provider/callback";
    private const string SignedOutPath = "/sign-in/provider/signed-out";

    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Signatures with a key of the provider's own: neither none at all nor one that the client's secret could make.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static IServiceCollection AddOpenId(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<OpenIdSettings>().BindConfiguration("OpenId")
            .Validate(openId => !openId.Problems().Any(), "The section OpenId of the configuration cannot work: Authority must be an https address, ClientId must be given, RoleClaim and Roles go together and name Admin, Researcher or Reader.")
            .ValidateOnStart();
        var openId = settings.GetSection("OpenId").Get<OpenIdSettings>();
        if (openId is { IsConfigured: true }) services.AddAuthentication().AddOpenIdConnect(Scheme, options => Configure(options, openId));
        return services;
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdSettings openId)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (openId.Authority, openId.ClientId, openId.ClientSecret);
        options.RequireHttpsMetadata = openId.Authority!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.SignInScheme, options.SignOutScheme) = (IdentityConstants.ExternalScheme, IdentityConstants.ApplicationScheme);
        (options.CallbackPath, options.SignedOutCallbackPath) = (CallbackPath, SignedOutPath);
        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.SaveTokens = true;
        // The handler drops both from what it has checked; the account is found by the one, two factors may be told by the other.
        foreach (var kept in (string[])["iss", "acr"]) options.ClaimActions.Remove(kept);
        options.TokenValidationParameters.ClockSkew = ClocksDiffer;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        (options.Events.OnTokenValidated, options.Events.OnRemoteFailure, options.Events.OnAccessDenied) = (DemandSignatureAsync, RefuseAsync, DenyAsync);
    }

    /// <summary>The handler lets a token without a signature pass that came straight from the provider.</summary>
    private static Task DemandSignatureAsync(TokenValidatedContext context)
    {
        if (!Algorithms.Contains(context.SecurityToken.SignatureAlgorithm)) context.Fail("The token is not signed.");
        return Task.CompletedTask;
    }

    /// <summary>Whatever is wrong with the provider's answer, the person comes back to the page that he came from with a sentence.</summary>
    private static Task RefuseAsync(RemoteFailureContext context)
    {
        Log(context.HttpContext).LogWarning("A sign-in with the provider failed: {Reason}", context.Failure?.Message);
        context.HandleResponse();
        context.Response.Redirect(ProviderConfirmation.Back(context.Properties, ProviderRefusal.Failed) ?? ProviderRefusals.Address(ProviderRefusal.Failed));
        return Task.CompletedTask;
    }

    private static Task DenyAsync(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(ProviderConfirmation.Back(context.Properties, ProviderRefusal.Denied) ?? ProviderRefusals.Address(ProviderRefusal.Denied));
        return Task.CompletedTask;
    }

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdFeature).FullName!);
}
