using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, DataRoot root, StorageSettings storage, int jobsAtOnce)
    {
        services.AddQuartz(quartz => ConfigureQueue(quartz, root, storage, jobsAtOnce));
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
            .AddSingleton(TrainerName.OfThisProcess)
            .AddSingleton<BeginJob>()
            .AddSingleton<RecordProgress>()
            .AddSingleton<EndJob>()
            .AddSingleton<RecordTrainer>()
            .AddSingleton<ReadTrainers>();
    }

    // A trainer adds Quartz's hosted service, which starts this scheduler; the portal never does, so it only puts jobs in.
    private static void ConfigureQueue(IQuartzBuilder quartz, DataRoot root, StorageSettings storage, int jobsAtOnce)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "studyportal";
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(jobsAtOnce);
        quartz.UsePersistentStore(store =>
        {
            if (storage.IsShared) ShareQueue(store, storage);
            else store.UseSqlite(new SqliteConnectionStringBuilder { DataSource = root.JobsDatabase, DefaultTimeout = 10 }.ToString());
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
        });
    }

    /// <summary>Each trainer gets an id of its own. One that has been silent for some seconds is dead, and another takes up what it had in hand.</summary>
    private static void ShareQueue(IPersistentStoreBuilder store, StorageSettings storage)
    {
        store.UsePostgres(NpgsqlFactory.Instance, storage.Connection);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(2);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(5);
        });
    }
}
