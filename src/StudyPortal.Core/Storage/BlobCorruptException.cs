namespace StudyPortal.Core.Storage;

/// <summary>A blob is missing, its bytes no longer have the hash it is named by, or it is encrypted under a key that is not here.</summary>
public sealed class BlobCorruptException : IOException
{
    public BlobCorruptException(BlobHash hash, string found)
        : base($"Blob {hash} in the store is damaged: {found}. Restore it from a backup; nothing derived from it can be trusted.") => (Hash, Found) = (hash, found);

    private BlobCorruptException(BlobHash hash, string found, string remedy)
        : base($"Blob {hash} in the store cannot be read: {found}. {remedy}") => (Hash, Found, IsLocked) = (hash, found, true);

    public BlobHash Hash { get; }

    /// <summary>What is the matter with it.</summary>
    public string Found { get; }

    /// <summary>Nothing is known to be wrong with it, but its key is not here.</summary>
    public bool IsLocked { get; }

    internal static BlobCorruptException Locked(BlobHash hash, string keyId) => new(hash, LockedUnder(keyId), $"Add that key to {BlobKeys.Name}, behind the first one.");

    internal static string LockedUnder(string keyId) => $"it is encrypted under a key ({keyId}) that {BlobKeys.Name} does not hold";
}
