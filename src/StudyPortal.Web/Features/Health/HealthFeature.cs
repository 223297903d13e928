using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Web.Features.Health;

internal static class HealthFeature
{
    public static IServiceCollection AddHealthPages(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreAnswers>("store");
        services.AddOptions<BackupSettings>().BindConfiguration("Backup")
            .Validate(backup => !backup.Problems().Any(), "The section Backup of the configuration cannot work: give Backup:At (a time of day, UTC) or Backup:Every (at least a minute), and keep at least one day.")
            .ValidateOnStart();
        return services.AddHostedService<StoreWatch>().AddHostedService<ScheduledBackups>();
    }

    /// <summary>For load balancers and containers: one word, no detail.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        return app;
    }
}
