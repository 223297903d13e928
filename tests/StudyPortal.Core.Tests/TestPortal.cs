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
    private readonly TestDatabase? _database;
    private readonly bool _keepFolder;

    private TestPortal(ServiceProvider services, DataRoot root, FakeTimeProvider clock, TestDatabase? database, bool keepFolder) =>
        (_services, Root, Clock, _database, _keepFolder) = (services, root, clock, database, keepFolder);

    public DataRoot Root { get; }

    public FakeTimeProvider Clock { get; }

    public required StorageSettings Storage { get; init; }

    /// <param name="more">What a host adds to the portal; null for nothing.</param>
    /// <param name="folder">Its data root; null for one of its own.</param>
    /// <param name="keepFolder">The folder is another's, who removes it.</param>
    /// <param name="keys">What blobs are encrypted under; null for nothing.</param>
    public static async Task<TestPortal> CreateAsync(Action<IServiceCollection>? more = null, string? folder = null, bool keepFolder = false, BlobKeys? keys = null) =>
        await CreateAsync(await TestDatabase.CreateAsync(), more, folder, keepFolder, keys);

    /// <summary>On SQLite, whatever the run asks for: for what only that has.</summary>
    public static async Task<TestPortal> CreateSqliteAsync(Action<IServiceCollection>? more = null, string? folder = null, bool keepFolder = false, BlobKeys? keys = null) =>
        await CreateAsync(TestDatabase.Sqlite(), more, folder, keepFolder, keys);

    /// <summary>On PostgreSQL, whatever the run asks for; the test is skipped where there is none.</summary>
    public static async Task<TestPortal> CreatePostgresAsync(Action<IServiceCollection>? more = null)
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        return await CreateAsync(await TestDatabase.PostgresAsync(), more, folder: null, keepFolder: false, keys: null);
    }

    private static async Task<TestPortal> CreateAsync(TestDatabase database, Action<IServiceCollection>? more, string? folder, bool keepFolder, BlobKeys? keys)
    {
        var storage = database.Settings with { BlobKeys = keys ?? BlobKeys.None };
        var root = new DataRoot(folder ?? Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 20, 0, 0, TimeSpan.Zero));
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPortal(root, storage);
        more?.Invoke(registered);
        var services = registered.BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new TestPortal(services, root, clock, database, keepFolder) { Storage = storage };
    }

    /// <summary>Another process on the same database and data root; they stay when it ends.</summary>
    public TestPortal Beside(Action<IServiceCollection>? more = null) => On(Storage, more);

    /// <summary>Another process on this data root and another database.</summary>
    public TestPortal On(StorageSettings storage, Action<IServiceCollection>? more = null)
    {
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddPortal(Root, storage);
        more?.Invoke(registered);
        return new TestPortal(registered.BuildServiceProvider(), Root, Clock, database: null, keepFolder: true) { Storage = storage };
    }

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public PortalDb OpenDb() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_database is not null) await _database.DisposeAsync();
        if (!_keepFolder) Directory.Delete(Root.Folder, recursive: true);
    }
}
