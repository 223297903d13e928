using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Service;

/// <summary>The long-running trainer: a host whose Quartz scheduler is started and which does one job after the other on each of its devices.</summary>
internal static class TrainerService
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <param name="root">Whose jobs it takes.</param>
    /// <param name="storage">Where its rows are.</param>
    /// <param name="devices">Where it computes: one job at a time on each.</param>
    /// <param name="supervised">Standard input belongs to the portal that started this process; the trainer ends with it.</param>
    public static HostApplicationBuilder CreateBuilder(DataRoot root, StorageSettings storage, IReadOnlyList<ComputeDevice> devices, bool supervised)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSecretFiles();
        builder.AddTrainerLog(supervised);
        builder.AddTrainerTelemetry();
        builder.Services
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeToStop)
            .AddPortal(root, storage, devices.Count)
            .AddWork()
            .AddSingleton<IJobRunner>(services => new DeviceSlots(devices, services.GetRequiredService<IServiceScopeFactory>()))
            .AddSingleton<ReadGpuMemory>()
            .AddSingleton<TrainerFigures>()
            .AddHostedService(services => services.GetRequiredService<TrainerFigures>())
            .AddHostedService(services => ActivatorUtilities.CreateInstance<SignOfLife>(services, devices))
            .AddHostedService<ReconcileQueue>()
            .AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        if (supervised) builder.Services.AddHostedService<EndWithParent>();
        return builder;
    }
}
