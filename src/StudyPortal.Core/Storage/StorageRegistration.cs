using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Core.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, DataRoot root)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = root.Database, ForeignKeys = true, DefaultTimeout = 10 }.ToString();
        return services
            .AddSingleton(root)
            .AddSingleton<BlobStore>()
            .AddSingleton<MigrateStore>()
            .AddSingleton<ReadStorageHealth>()
            .AddSingleton<TakeBackup>()
            .AddSingleton<RestoreBackup>()
            .AddSingleton<ThinBackups>()
            .AddSingleton<KeepBackups>()
            .AddSingleton<ReadBackups>()
            .AddOptions()
            .AddDbContextFactory<PortalDb>(options => options.UseSqlite(connection).AddInterceptors(new SqlitePragmas()).ConfigureWarnings(Quieten));
    }

    // SQLite cannot make a table anew inside a transaction; what was there before is kept beside the database.
    internal static void Quieten(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning);
}
