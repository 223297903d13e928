using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

internal static class AccountsFeature
{
    public static IServiceCollection AddAccountsPages(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddHttpContextAccessor().AddScoped<SignInManager<Account>>();
        return services;
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app) => app;
}
