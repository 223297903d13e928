namespace StudyPortal.Core.Storage;

/// <summary>The file of a blob, wherever it lies: in the portal or in a backup.</summary>
internal static class BlobFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Where the blob of a name lies in a folder of blobs.</summary>
    public static string PathIn(string blobs, string name) => Path.Combine(blobs, name[..2], name[2..]);

    /// <summary>The name that a file in a folder of blobs stands for, if it is one.</summary>
    public static string NameOf(string blobs, string path) => Path.GetRelativePath(blobs, path).Replace(Path.DirectorySeparatorChar.ToString(), "", StringComparison.Ordinal);

    /// <summary>Its content as a stream at its start, not yet compared with its name.</summary>
    /// <exception cref="BlobCorruptException">The file is missing, damaged where it begins, or its key is not here.</exception>
    public static Stream Open(string path, BlobHash hash, BlobKeys keys)
    {
        if (!File.Exists(path)) throw new BlobCorruptException(hash, "the file is missing");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer, FileOptions.Asynchronous);
        try
        {
            if (BlobHeader.Read(file) is not { } header) return file;
            return keys.Find(header.KeyId) is { } key ? new SealedBlob(file, header, key, hash) : throw BlobCorruptException.Locked(hash, header.KeyId);
        }
        catch (InvalidDataException unknown)
        {
            file.Dispose();
            throw new BlobCorruptException(hash, unknown.Message);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
