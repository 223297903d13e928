using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

internal static class KeyStore
{
    private const string Application = "StudyPortal";

    /// <summary>The keys of cookies, forms and authenticator apps lie where all web hosts look: in the database that they share, or in the data root of the only one.</summary>
    public static void AddKeys(this IServiceCollection services, DataRoot root, StorageSettings storage)
    {
        var keys = services.AddDataProtection().SetApplicationName(Application);
        if (storage.IsShared) keys.PersistKeysToDbContext<PostgresPortalDb>();
        else keys.PersistKeysToFileSystem(new DirectoryInfo(root.Keys));
    }
}
