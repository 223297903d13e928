using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>A data root whose database an earlier version made, with a row in it.</summary>
internal sealed class OlderPortal : IDisposable
{
    public const string Schema = "20261130092747_UncertainAndMasks";

    private readonly ScratchFolder _folder = new();
    private readonly ServiceProvider _services;

    private OlderPortal()
    {
        Root = new DataRoot(_folder.Path);
        _services = new ServiceCollection().AddLogging().AddPortal(Root).BuildServiceProvider();
    }

    public DataRoot Root { get; }

    public MigrateStore Migrate => _services.GetRequiredService<MigrateStore>();

    public RollbackStore Rollback => new(Root, TimeProvider.System);

    public IEnumerable<string> Databases => Directory.GetFiles(Root.Folder, "portal*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static async Task<OlderPortal> CreateAsync()
    {
        var portal = new OlderPortal();
        await using var older = Open(portal.Root.Database);
        await older.GetService<IMigrator>().MigrateAsync(Schema, TestContext.Current.CancellationToken);
        portal.Run("INSERT INTO AspNetRoles (Id, Name) VALUES ('00000000-0000-0000-0000-000000000001', 'Keeper')");
        return portal;
    }

    /// <summary>As a program of the version before would find it.</summary>
    public static async Task<string> SchemaOfAsync(string database)
    {
        await using var db = Open(database);
        return (await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken)).Last();
    }

    public void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Root.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _services.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static PortalDb Open(string database) => new(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={database};Pooling=False").ConfigureWarnings(StorageRegistration.Quieten).Options);
}
