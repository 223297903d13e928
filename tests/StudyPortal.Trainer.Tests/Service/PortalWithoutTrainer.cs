using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>The portal's side of the queue: it puts jobs in and looks at them, and runs none.</summary>
internal sealed class PortalWithoutTrainer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;

    private PortalWithoutTrainer(ServiceProvider services, DataRoot root, TestDatabase database) => (_services, Root, _database) = (services, root, database);

    public DataRoot Root { get; }

    public StorageSettings Storage => _database.Settings;

    public static Task<PortalWithoutTrainer> CreateAsync() => CreateAsync(TestDatabase.Sqlite());

    /// <summary>For several trainers; the test is skipped where there is no PostgreSQL.</summary>
    public static async Task<PortalWithoutTrainer> CreatePostgresAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        return await CreateAsync(await TestDatabase.PostgresAsync());
    }

    private static async Task<PortalWithoutTrainer> CreateAsync(TestDatabase database)
    {
        var root = new DataRoot(Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var services = new ServiceCollection().AddLogging().AddPortal(root, database.Settings).BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new PortalWithoutTrainer(services, root, database);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<JobId> AskForAsync(CountRequest request) =>
        Get<EnqueueJob>().ExecuteAsync(JobKind.Import, "Count", request, "tester", TestContext.Current.CancellationToken);

    public Task<JobDetails> WaitUntilAsync(JobId id, Func<JobSnapshot, bool> isSo) => Get<ReadJob>().WaitUntilAsync(id, details => isSo(details.Job));

    public Task<JobDetails> WaitForEndAsync(JobId id) => WaitUntilAsync(id, job => job.IsOver);

    public async Task WaitUntilTrainersAsync(int alive)
    {
        while ((await Get<ReadTrainers>().ExecuteAsync(TestContext.Current.CancellationToken)).Count(trainer => trainer.IsAlive) < alive)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
    }

    public string[] LedgerOf(JobId id) => File.ReadAllLines(CountingWork.LedgerOf(Root.Folder, id));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await _database.DisposeAsync();
        Directory.Delete(Root.Folder, recursive: true);
    }
}
