using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

internal static class AccountsFeature
{
    private static readonly TimeSpan StampCheckedEvery = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddAccountsPages(this IServiceCollection services, IConfiguration settings)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        new IdentityBuilder(typeof(Account), typeof(IdentityRole<Guid>), services).AddSignInManager();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "studyportal";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/access-denied";
            options.ReturnUrlParameter = "returnUrl";
        });
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = StampCheckedEvery);
        services.AddOptions<RetentionSettings>().BindConfiguration("Retention");
        return services
            .AddOpenId(settings)
            .AddHostedService<RetentionService>()
            .AddSingleton<DemoEntrance>()
            .AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app) => app.MapSignIn().MapOpenId().MapPersonalData();
}
