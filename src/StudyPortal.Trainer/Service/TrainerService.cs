using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Serilog;
using Serilog.Events;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Service;

/// <summary>The long-running trainer: a host whose Quartz scheduler is started and which does one job after the other on each of its devices.</summary>
internal static class TrainerService
{
    private const string Relayed = "{Message:lj}{NewLine}{Exception}";

    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <param name="root">Whose jobs it takes.</param>
    /// <param name="devices">Where it computes: one job at a time on each.</param>
    /// <param name="supervised">Standard input belongs to the portal that started this process; the trainer ends with it.</param>
    public static HostApplicationBuilder CreateBuilder(DataRoot root, IReadOnlyList<ComputeDevice> devices, bool supervised)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSecretFiles();
        builder.Services
            .AddSerilog(log => ConfigureLog(log, supervised))
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeToStop)
            .AddPortal(root, jobsAtOnce: devices.Count)
            .AddWork()
            .AddSingleton<IJobRunner>(services => new DeviceSlots(devices, services.GetRequiredService<IServiceScopeFactory>()))
            .AddHostedService<SignOfLife>()
            .AddHostedService<ReconcileQueue>()
            .AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        if (supervised) builder.Services.AddHostedService<EndWithParent>();
        return builder;
    }

    /// <summary>A supervised trainer's lines get their time from the portal that relays them; what troubles it goes to standard error.</summary>
    private static void ConfigureLog(LoggerConfiguration log, bool supervised) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Console(outputTemplate: supervised ? Relayed : "{Timestamp:HH:mm:ss} {Level:u3} " + Relayed, formatProvider: null, standardErrorFromLevel: LogEventLevel.Warning);
}
