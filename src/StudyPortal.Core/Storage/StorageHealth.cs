namespace StudyPortal.Core.Storage;

/// <param name="Folder">The data root.</param>
/// <param name="Schema">The newest migration applied.</param>
/// <param name="DatabaseBytes">Size of the database file.</param>
/// <param name="FreeBytes">Free on the data root's file system.</param>
/// <param name="TotalBytes">Size of that file system.</param>
public sealed record StorageHealth(string Folder, string Schema, long DatabaseBytes, long FreeBytes, long TotalBytes)
{
    private const long LeastForRatings = 16 << 20;

    /// <summary>So little is free that a rating may not be stored: each grows the write-ahead log, which is emptied at about 4 MB.</summary>
    public bool IsFull => IsTooFull(FreeBytes);

    internal static bool IsTooFull(long freeBytes) => freeBytes < LeastForRatings;
}
