using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Trainer.Work;

internal static class WorkRegistration
{
    /// <summary>Every kind of job that this trainer can do: <c>services.AddSingleton&lt;JobWork, TrainWork&gt;()</c>.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) => services;
}
