namespace StudyPortal.Core.Storage;

/// <param name="Folder">The data root.</param>
/// <param name="Schema">The newest migration applied.</param>
/// <param name="DatabaseBytes">Size of the database file.</param>
/// <param name="FreeBytes">Free on the data root's file system.</param>
/// <param name="TotalBytes">Size of that file system.</param>
public sealed record StorageHealth(string Folder, string Schema, long DatabaseBytes, long FreeBytes, long TotalBytes);
