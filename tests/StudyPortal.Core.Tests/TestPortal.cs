using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests;

/// <summary>A whole portal on a real SQLite file in a folder of its own, removed at the end.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly bool _keepFolder;

    private TestPortal(ServiceProvider services, DataRoot root, FakeTimeProvider clock, bool keepFolder) => (_services, Root, Clock, _keepFolder) = (services, root, clock, keepFolder);

    public DataRoot Root { get; }

    public FakeTimeProvider Clock { get; }

    /// <param name="more">What a host adds to the portal; null for nothing.</param>
    /// <param name="folder">Its data root; null for one of its own.</param>
    /// <param name="keepFolder">The folder is another's, who removes it.</param>
    public static async Task<TestPortal> CreateAsync(Action<IServiceCollection>? more = null, string? folder = null, bool keepFolder = false)
    {
        var root = new DataRoot(folder ?? Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 20, 0, 0, TimeSpan.Zero));
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPortal(root);
        more?.Invoke(registered);
        var services = registered.BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new TestPortal(services, root, clock, keepFolder);
    }

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public PortalDb OpenDb() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_keepFolder) Directory.Delete(Root.Folder, recursive: true);
    }
}
