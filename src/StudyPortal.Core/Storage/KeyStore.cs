using Microsoft.AspNetCore.DataProtection;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

public static class KeyStore
{
    /// <summary>The keys of cookies and forms lie where all web hosts look: in the database that they share, or in the data root of the only one.</summary>
    public static IDataProtectionBuilder PersistKeysIn(this IDataProtectionBuilder keys, DataRoot root, StorageSettings storage) => storage.Provider switch
    {
        StorageProvider.Postgres => keys.PersistKeysToDbContext<PostgresPortalDb>(),
        _ => keys.PersistKeysToFileSystem(new DirectoryInfo(root.Keys)),
    };
}
