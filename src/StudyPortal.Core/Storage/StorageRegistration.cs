using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
            .AddDbContextFactory<PortalDb>(options => options.UseSqlite(connection).AddInterceptors(new SqlitePragmas()));
    }
}
