using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using StudyPortal.Core;
using StudyPortal.Core.Storage;

namespace StudyPortal.Testing;

/// <summary>
/// Where a test's portal has its rows: a SQLite file in its data root, or with <c>STUDYPORTAL_TEST_POSTGRES=1</c>, or where a test asks for it,
/// a database of its own on PostgreSQL, gone at the end.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "portal_template";

    private static readonly Lazy<Task> TemplateMade = new(MakeTemplateAsync);

    private readonly string? _name;

    private TestDatabase(StorageSettings settings, string? name) => (Settings, _name) = (settings, name);

    public StorageSettings Settings { get; }

    /// <summary>All portals of this run are on PostgreSQL.</summary>
    public static bool IsPostgresAsked => Environment.GetEnvironmentVariable("STUDYPORTAL_TEST_POSTGRES") is { Length: > 0 };

    public static async Task<TestDatabase> CreateAsync() => IsPostgresAsked ? await PostgresAsync() : Sqlite();

    public static TestDatabase Sqlite() => new(StorageSettings.Sqlite, null);

    /// <summary>With the schema of this version.</summary>
    public static async Task<TestDatabase> PostgresAsync()
    {
        await TemplateMade.Value;
        return await PostgresAsync(Template);
    }

    /// <summary>With nothing in it.</summary>
    public static Task<TestDatabase> EmptyPostgresAsync() => PostgresAsync("template0");

    public async ValueTask DisposeAsync()
    {
        if (_name is null) return;
        await using (var pool = new NpgsqlConnection(Settings.Connection)) NpgsqlConnection.ClearPool(pool);
        await (await PostgresServer.SharedAsync()).ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static async Task<TestDatabase> PostgresAsync(string template)
    {
        var server = await PostgresServer.SharedAsync();
        var name = $"portal_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new TestDatabase(SettingsOf(server, name), name);
    }

    private static StorageSettings SettingsOf(PostgresServer server, string database) => new(StorageProvider.Postgres, server.ConnectionTo(database));

    /// <summary>Migrated once, the queue's tables too; copying it takes a fraction of the time.</summary>
    private static async Task MakeTemplateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        var settings = SettingsOf(server, Template);
        var root = new DataRoot(Directory.CreateTempSubdirectory("sp-template-").FullName);
        await using (var services = new ServiceCollection().AddLogging().AddPortal(root, settings).BuildServiceProvider())
        {
            await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
            await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        }

        Directory.Delete(root.Folder, recursive: true);
        await using var pool = new NpgsqlConnection(settings.Connection);
        NpgsqlConnection.ClearPool(pool);
    }
}
