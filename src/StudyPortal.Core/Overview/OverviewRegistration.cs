using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Overview;

internal static class OverviewRegistration
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<ReadOverview>();
}
