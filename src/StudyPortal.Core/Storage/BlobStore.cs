using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>Files named by the SHA-256 of their content under <c>blobs/ab/cdef...</c>; written once, never changed.</summary>
public sealed class BlobStore(DataRoot root)
{
    private const int CopyBuffer = 1 << 16;

    private readonly ConcurrentDictionary<BlobHash, string> _damaged = [];

    /// <summary>What was asked for and found missing or damaged by this process, and what was the matter with it; not any more once it was found whole.</summary>
    public IReadOnlyDictionary<BlobHash, string> Damaged => _damaged;

    /// <summary>Stores the bytes durably (flushed, then renamed into place) and returns their hash.</summary>
    public async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = BlobHash.Of(content.Span);
        if (File.Exists(PathOf(hash))) return hash;

        var incoming = NewIncomingPath();
        try
        {
            await using (var file = CreateIncoming(incoming))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            MoveIntoPlace(incoming, hash);
            return hash;
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <inheritdoc cref="PutAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public async Task<BlobHash> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var incoming = NewIncomingPath();
        try
        {
            var hash = await CopyAndHashAsync(content, incoming, cancellationToken);
            MoveIntoPlace(incoming, hash);
            return hash;
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <summary>The whole blob, checked against its name.</summary>
    /// <exception cref="BlobCorruptException">The file is missing or its bytes have another hash.</exception>
    public async Task<byte[]> ReadAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) throw Corrupt(hash, "the file is missing");
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        var actual = BlobHash.Of(content);
        return actual == hash ? Whole(hash, content) : throw Corrupt(hash, $"its bytes have the hash {actual}");
    }

    /// <summary>The blob as a stream at its start, checked to its end before: for content too large to hold in memory.</summary>
    /// <exception cref="BlobCorruptException">The file is missing or its bytes have another hash.</exception>
    public async Task<Stream> OpenAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) throw Corrupt(hash, "the file is missing");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBuffer, FileOptions.Asynchronous);
        try
        {
            var actual = BlobHash.FromDigest(await SHA256.HashDataAsync(file, cancellationToken));
            if (actual != hash) throw Corrupt(hash, $"its bytes have the hash {actual}");
            file.Position = 0;
            return Whole(hash, file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Why a read would fail now; null when it would not.</summary>
    internal async Task<string?> ProblemAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await OpenAsync(hash, cancellationToken);
            return null;
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException)
        {
            return damaged.Message;
        }
    }

    /// <summary>Removes a blob for good; nothing may refer to it any more. One that is not there is gone already.</summary>
    public void Delete(BlobHash hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) return;
        File.Delete(path);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>The path of a stored blob, for a reader that maps or streams the file and checks the hash itself.</summary>
    public string PathOf(BlobHash hash) => Path.Combine(root.Blobs, hash.Value[..2], hash.Value[2..]);

    private BlobCorruptException Corrupt(BlobHash hash, string found)
    {
        _damaged[hash] = found;
        return new BlobCorruptException(hash, found);
    }

    private T Whole<T>(BlobHash hash, T content)
    {
        if (!_damaged.IsEmpty) _damaged.TryRemove(hash, out _);
        return content;
    }

    private static async Task<BlobHash> CopyAndHashAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = CreateIncoming(path);
        var buffer = new byte[CopyBuffer];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return BlobHash.FromDigest(sha.GetHashAndReset());
    }

    private static FileStream CreateIncoming(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, CopyBuffer, FileOptions.Asynchronous);

    private string NewIncomingPath() => Path.Combine(root.Incoming, Guid.NewGuid().ToString("N"));

    private void MoveIntoPlace(string incoming, BlobHash hash)
    {
        var target = PathOf(hash);
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DirectorySync.Flush(root.Blobs);
        }

        File.Move(incoming, target, overwrite: true);
        DirectorySync.Flush(folder);
    }
}
