using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core;
using StudyPortal.Web.Features.Accounts;

namespace StudyPortal.Web.Features.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobsPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrainerSettings>().BindConfiguration("Trainer");
        services.Configure<JsonHubProtocolOptions>(options => PortalJson.Configure(options.PayloadSerializerOptions));
        services.AddSignalR().AddHubOptions<ProgressHub>(options => options.AddFilter<SessionOfHub>());
        services.AddBackplane(configuration);
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
