using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Demo;

internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<JobWork, DemoWork>()
        .AddScoped<RunJobNow>()
        .AddScoped<DemoData>()
        .AddScoped<DemoModels>()
        .AddScoped<DemoStudies>()
        .AddScoped<DemoWalk>()
        .AddScoped<DemoFolder>();
}
