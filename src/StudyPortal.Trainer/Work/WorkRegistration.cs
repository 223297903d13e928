using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Demo;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

internal static class WorkRegistration
{
    /// <summary>Every kind of job that this trainer can do; each job has a scope, and computes on the <see cref="JobDevice"/> of that.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<JobsInHand>()
        .AddSingleton<RunningJobs>()
        .AddScoped<JobDevice>()
        .AddScoped<JobRunner>()
        .AddModelling()
        .AddDemo()
        .AddScoped<JobWork, ImportWork>()
        .AddScoped<JobWork, TrainWork>()
        .AddScoped<JobWork, EvaluateWork>()
        .AddScoped<JobWork, ExplainWork>()
        .AddScoped<JobWork, AnalyseWork>()
        .AddScoped<JobWork, ImportModelWork>();
}
