using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Demo;

internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<JobWork, DemoWork>()
        .AddSingleton<RunJobNow>()
        .AddSingleton<DemoData>()
        .AddSingleton<DemoModels>()
        .AddSingleton<DemoStudies>()
        .AddSingleton<DemoWalk>()
        .AddSingleton<DemoFolder>();
}
