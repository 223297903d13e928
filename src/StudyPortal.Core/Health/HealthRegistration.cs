using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Health;

internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Troubles>().AddSingleton<WatchStore>();
}
