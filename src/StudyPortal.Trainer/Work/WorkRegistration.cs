using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Learning;
using StudyPortal.Trainer.Demo;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

internal static class WorkRegistration
{
    /// <summary>Every kind of job that this trainer can do, and where it computes.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services, ComputeDevice device) => services
        .AddSingleton(device)
        .AddModelling()
        .AddDemo()
        .AddSingleton<JobWork, ImportWork>()
        .AddSingleton<JobWork, TrainWork>()
        .AddSingleton<JobWork, EvaluateWork>()
        .AddSingleton<JobWork, ExplainWork>()
        .AddSingleton<JobWork, AnalyseWork>()
        .AddSingleton<JobWork, ImportModelWork>();
}
