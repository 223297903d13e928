using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, DataRoot root, StorageSettings storage)
    {
        services
            .AddSingleton(root)
            .AddSingleton(storage)
            .AddSingleton(storage.BlobKeys)
            .AddSingleton<BlobStore>()
            .AddSingleton<EncryptBlobs>()
            .AddSingleton<MigrateStore>()
            .AddSingleton<ReadStorageHealth>()
            .AddSingleton<TakeBackup>()
            .AddSingleton<RestoreBackup>()
            .AddSingleton<ThinBackups>()
            .AddSingleton<KeepBackups>()
            .AddSingleton<ReadBackups>()
            .AddOptions();
        services.AddKeys(root, storage);
        return storage.Provider switch
        {
            StorageProvider.Postgres => services
                .AddSingleton<DbContextOptions<PostgresPortalDb>>(_ => new DbContextOptionsBuilder<PostgresPortalDb>().UsePostgres(storage).Options)
                .AddSingleton<IDbContextFactory<PortalDb>, PostgresFactory>()
                .AddScoped<PostgresPortalDb>()
                .AddScoped<PortalDb>(scoped => scoped.GetRequiredService<PostgresPortalDb>()),
            _ => services.AddDbContextFactory<PortalDb>(options => options.UseSqlite(root)),
        };
    }

    internal static DbContextOptionsBuilder UseSqlite(this DbContextOptionsBuilder options, DataRoot root) => options
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = root.Database, ForeignKeys = true, DefaultTimeout = 10 }.ToString())
        .AddInterceptors(new SqlitePragmas())
        .ConfigureWarnings(Quieten);

    /// <summary>What fails is told as it is: whoever asked tries again, and a transaction is never repeated in part.</summary>
    internal static DbContextOptionsBuilder<TContext> UsePostgres<TContext>(this DbContextOptionsBuilder<TContext> options, StorageSettings storage) where TContext : DbContext =>
        options.UseNpgsql(storage.Connection, npgsql => npgsql.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));

    // SQLite cannot make a table anew inside a transaction; what was there before is kept beside the database.
    internal static void Quieten(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning);
}
