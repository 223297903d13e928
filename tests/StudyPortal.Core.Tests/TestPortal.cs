using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests;

/// <summary>A whole portal on a real database and in a folder of its own, removed at the end.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;
    private readonly bool _isGuest;

    private TestPortal(ServiceProvider services, DataRoot root, FakeTimeProvider clock, TestDatabase database, bool isGuest = false) =>
        (_services, Root, Clock, _database, _isGuest) = (services, root, clock, database, isGuest);

    public DataRoot Root { get; }

    public FakeTimeProvider Clock { get; }

    public StorageSettings Storage => _database.Settings;

    /// <param name="more">What a host adds to the portal; null for nothing.</param>
    public static async Task<TestPortal> CreateAsync(Action<IServiceCollection>? more = null, string? folder = null) =>
        await CreateAsync(await TestDatabase.CreateAsync(), more, folder);

    /// <summary>On SQLite, whatever the run asks for: for what only that has.</summary>
    public static async Task<TestPortal> CreateSqliteAsync() => await CreateAsync(TestDatabase.Sqlite(), more: null, folder: null);

    /// <summary>On PostgreSQL, whatever the run asks for; the test is skipped where there is none.</summary>
    public static async Task<TestPortal> CreatePostgresAsync(Action<IServiceCollection>? more = null)
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        return await CreateAsync(await TestDatabase.PostgresAsync(), more, folder: null);
    }

    private static async Task<TestPortal> CreateAsync(TestDatabase database, Action<IServiceCollection>? more, string? folder)
    {
        var root = new DataRoot(folder ?? Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 20, 0, 0, TimeSpan.Zero));
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPortal(root, database.Settings);
        more?.Invoke(registered);
        var services = registered.BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new TestPortal(services, root, clock, database);
    }

    /// <summary>Another process on the same database and data root; they stay when it ends.</summary>
    public TestPortal Beside(Action<IServiceCollection>? more = null) => On(_database, more);

    /// <summary>Another process on this data root and another database.</summary>
    public TestPortal On(TestDatabase database, Action<IServiceCollection>? more = null)
    {
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddPortal(Root, database.Settings);
        more?.Invoke(registered);
        return new TestPortal(registered.BuildServiceProvider(), Root, Clock, database, isGuest: true);
    }

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public PortalDb OpenDb() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_isGuest) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _database.DisposeAsync();
        Directory.Delete(Root.Folder, recursive: true);
    }
}
