using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Demo;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

internal static class WorkRegistration
{
    /// <summary>Every kind of job that this trainer can do.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddModelling()
        .AddDemo()
        .AddSingleton<JobWork, ImportWork>()
        .AddSingleton<JobWork, TrainWork>()
        .AddSingleton<JobWork, EvaluateWork>()
        .AddSingleton<JobWork, ExplainWork>()
        .AddSingleton<JobWork, ImportModelWork>();
}
