using Microsoft.AspNetCore.Authentication;

namespace StudyPortal.Web.Features.Tokens;

internal static class TokensFeature
{
    public static IServiceCollection AddTokensPages(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        return services.AddSingleton<WrongTokens>();
    }
}
