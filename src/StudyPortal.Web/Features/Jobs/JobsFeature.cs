using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core;

namespace StudyPortal.Web.Features.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobsPages(this IServiceCollection services)
    {
        services.AddOptions<TrainerSettings>().BindConfiguration("Trainer");
        services.Configure<JsonHubProtocolOptions>(options => PortalJson.Configure(options.PayloadSerializerOptions));
        return services
            .AddHostedService<TrainerProcess>()
            .AddHostedService<JobProgressPump>();
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapHub<ProgressHub>(ProgressHub.Address);
        app.MapJobLog();
        return app;
    }
}
