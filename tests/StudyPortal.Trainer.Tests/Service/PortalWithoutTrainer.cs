using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>The portal's side of the queue: it puts jobs in and looks at them, and runs none.</summary>
internal sealed class PortalWithoutTrainer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PortalWithoutTrainer(ServiceProvider services, DataRoot root) => (_services, Root) = (services, root);

    public DataRoot Root { get; }

    public static async Task<PortalWithoutTrainer> CreateAsync()
    {
        var root = new DataRoot(Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var services = new ServiceCollection().AddLogging().AddPortal(root).BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new PortalWithoutTrainer(services, root);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<JobId> AskForAsync(CountRequest request) =>
        Get<EnqueueJob>().ExecuteAsync(JobKind.Import, "Count", request, "tester", TestContext.Current.CancellationToken);

    public Task<JobDetails> WaitUntilAsync(JobId id, Func<JobSnapshot, bool> isSo) => Get<ReadJob>().WaitUntilAsync(id, details => isSo(details.Job));

    public Task<JobDetails> WaitForEndAsync(JobId id) => WaitUntilAsync(id, job => job.IsOver);

    public string[] LedgerOf(JobId id) => File.ReadAllLines(CountingWork.LedgerOf(Root.Folder, id));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root.Folder, recursive: true);
    }
}
