using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Verification;

internal static class VerificationRegistration
{
    public static IServiceCollection AddVerification(this IServiceCollection services) => services.AddSingleton<VerifyPortal>();
}
