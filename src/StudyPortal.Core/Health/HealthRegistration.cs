using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Health;

internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<Troubles>()
        .AddSingleton<WatchStore>()
        .AddSingleton<PortalMeter>()
        .AddSingleton<MinuteFigures>()
        .AddSingleton<StoreFigures>()
        .AddSingleton<RecordSamples>()
        .AddSingleton<ReadHealthHistory>()
        .AddSingleton<CheckSchema>()
        .AddSingleton<CheckBlobKeys>()
        .AddSingleton<CheckBlobFolder>();
}
