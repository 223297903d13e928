using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, DataRoot root, int jobsAtOnce)
    {
        services.AddQuartz(quartz => ConfigureQueue(quartz, root, jobsAtOnce));
        return services
            .AddSingleton<JobDispatch>()
            .AddSingleton<JobFeed>()
            .AddSingleton<EnqueueJob>()
            .AddSingleton<RequestDemo>()
            .AddSingleton<SweepLeftovers>()
            .AddSingleton<ReadDemo>()
            .AddSingleton<CancelJob>()
            .AddSingleton<ListJobs>()
            .AddSingleton<ReadJob>()
            .AddSingleton<ReadJobLog>()
            .AddSingleton<ReadOpenJobs>()
            .AddSingleton<BeginJob>()
            .AddSingleton<RecordProgress>()
            .AddSingleton<EndJob>()
            .AddSingleton<RecordTrainer>()
            .AddSingleton<ReadTrainers>();
    }

    // A trainer adds Quartz's hosted service, which starts this scheduler; the portal never does, so it only puts jobs in.
    private static void ConfigureQueue(IQuartzBuilder quartz, DataRoot root, int jobsAtOnce)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = root.JobsDatabase, DefaultTimeout = 10 }.ToString();
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "studyportal";
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(jobsAtOnce);
        quartz.UsePersistentStore(store =>
        {
            store.UseSqlite(connection);
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
        });
    }
}
