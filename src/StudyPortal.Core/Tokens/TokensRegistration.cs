using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Tokens;

internal static class TokensRegistration
{
    public static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<CreateToken>()
        .AddSingleton<AdmitToken>()
        .AddSingleton<ListTokens>()
        .AddSingleton<RevokeToken>();
}
