namespace StudyPortal.Core.Storage;

/// <summary>A blob is missing, or its bytes no longer have the hash it is named by.</summary>
public sealed class BlobCorruptException : IOException
{
    public BlobCorruptException(BlobHash hash, string found)
        : base($"Blob {hash} in the store is damaged: {found}. Restore it from a backup; nothing derived from it can be trusted.") => (Hash, Found) = (hash, found);

    public BlobHash Hash { get; }

    /// <summary>What is the matter with it.</summary>
    public string Found { get; }
}
