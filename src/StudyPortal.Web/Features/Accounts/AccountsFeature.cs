using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

internal static class AccountsFeature
{
    public const string AccountPage = "/account";

    public static IServiceCollection AddAccountsPages(this IServiceCollection services, IConfiguration settings)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        new IdentityBuilder(typeof(Account), typeof(IdentityRole<Guid>), services).AddSignInManager<PortalSignIn>();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "studyportal";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.EventsType = typeof(SessionCookies);
        });
        services.AddOptions<RetentionSettings>().BindConfiguration("Retention");
        services.AddOptions<SessionSettings>().BindConfiguration("Sessions");
        services.AddOptions<IdentityPasskeyOptions>().Configure<IConfiguration>(Demand);
        return services
            .AddOpenId(settings)
            .AddHostedService<RetentionService>()
            .AddSingleton<DemoEntrance>()
            .AddSingleton<AccountPace>()
            .AddSingleton<SessionCookies>()
            .AddSingleton<SessionOfHub>()
            .AddScoped<CircuitHandler, CircuitUse>()
            .AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app) => app.MapSignIn().MapSecondStep().MapPasskeys().MapOpenId().MapPersonalData();

    /// <summary>A passkey stands for two factors only where the device has asked for a finger, a face or a number; and it is kept on the device, so that no name need be typed.</summary>
    private static void Demand(IdentityPasskeyOptions options, IConfiguration settings)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (Uri.TryCreate(settings["PublicUrl"], UriKind.Absolute, out var address)) options.ServerDomain = address.Host;
    }
}
