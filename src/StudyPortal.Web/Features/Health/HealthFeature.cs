using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Health;

internal static class HealthFeature
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealthPages(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddReadyCheck<DatabaseAnswers>("database")
            .AddReadyCheck<FilesCanBeStored>("files")
            .AddReadyCheck<KeysAreThere>("keys");
        services.AddOptions<BackupSettings>().BindConfiguration("Backup")
            .Validate(backup => !backup.Problems().Any(), "The section Backup of the configuration cannot work: give Backup:At (a time of day, UTC) or Backup:Every (at least a minute), and keep at least one day.")
            .ValidateOnStart();
        return services
            .AddSingleton<Readiness>()
            .AddScoped<CircuitHandler, OpenPages>()
            .AddHostedService<HealthSampler>()
            .AddHostedService<StoreWatch>()
            .AddHostedService<ScheduledBackups>();
    }

    /// <summary>For load balancers and containers: whether this process answers, and whether it can serve, each cause in a few words.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var probes = app.MapGroup("").AllowAnonymous().WithMetadata(new WithoutSessionAttribute());
        probes.MapGet("/health", WordAsync);
        probes.MapGet("/health/live", () => TypedResults.Ok(new { Status = "live" }));
        probes.MapGet("/health/ready", ReadyAsync);
        return app;
    }

    internal static IHealthChecksBuilder AddReadyCheck<T>(this IHealthChecksBuilder checks, string name) where T : ReadyCheck
    {
        checks.Services.AddSingleton<T>();
        return checks.AddCheck<T>(name, HealthStatus.Unhealthy, tags: [], Patience);
    }

    private static async Task<ContentHttpResult> WordAsync(Readiness readiness, HttpContext http)
    {
        var report = await readiness.ReadAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(report.Status.ToString(), statusCode: StatusOf(report));
    }

    private static async Task<JsonHttpResult<ReadinessBody>> ReadyAsync(Readiness readiness, HttpContext http)
    {
        var report = await readiness.ReadAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(ReadinessBody.Of(report), statusCode: StatusOf(report));
    }

    private static int StatusOf(HealthReport report) =>
        report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
