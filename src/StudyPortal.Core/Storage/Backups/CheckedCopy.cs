using System.Security.Cryptography;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>Copies files so that a half-written one is never taken for a whole one.</summary>
internal static class CheckedCopy
{
    private const int Buffer = 1 << 20;

    /// <summary>Writes beside the target, flushes, and renames.</summary>
    /// <returns>The SHA-256 of what was copied; the target is only there when it is the expected one, or none was expected.</returns>
    public static async Task<string> FileAsync(string from, string to, string? expected, CancellationToken cancellationToken)
    {
        var part = to + ".part";
        try
        {
            var hash = await WriteAsync(from, part, cancellationToken);
            if (expected is null || hash == expected) Publish(part, to);
            return hash;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The same for a blob, plain or encrypted: it is copied as it lies there and its content compared with its name, where its key is here.</summary>
    /// <returns>The target is only there when the copy is not damaged.</returns>
    public static async Task<CopiedBlob> BlobAsync(string from, string to, string name, BlobKeys keys, CancellationToken cancellationToken)
    {
        var part = to + ".part";
        try
        {
            var copied = await WriteAsync(from, part, cancellationToken) == name ? new CopiedBlob.Whole() : await LookAsync(part, name, keys, cancellationToken);
            if (copied is not CopiedBlob.Damaged) Publish(part, to);
            return copied;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Whether the file of an encrypted blob is whole.</summary>
    public static async Task<CopiedBlob> LookAsync(string part, string name, BlobKeys keys, CancellationToken cancellationToken)
    {
        if (!BlobHash.IsOne(name) || BlobHeader.KeyIdOf(part) is not { } key) return new CopiedBlob.Damaged();
        try
        {
            await using var content = BlobFile.Open(part, new BlobHash(name), keys);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == name ? new CopiedBlob.Whole() : new CopiedBlob.Damaged();
        }
        catch (BlobCorruptException refused)
        {
            return refused.IsLocked ? new CopiedBlob.Locked(key) : new CopiedBlob.Damaged();
        }
    }

    private static void Publish(string part, string to)
    {
        File.Move(part, to, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(to)!);
    }

    private static async Task<string> WriteAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.Asynchronous);
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, Buffer, FileOptions.Asynchronous);
        var bytes = new byte[Buffer];
        int read;
        while ((read = await source.ReadAsync(bytes, cancellationToken)) > 0)
        {
            sha.AppendData(bytes, 0, read);
            await target.WriteAsync(bytes.AsMemory(0, read), cancellationToken);
        }

        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
