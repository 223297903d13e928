using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>Files named by the SHA-256 of their content under <c>blobs/ab/cdef...</c>; written once, never changed. On disk they are plain or encrypted, beside each other.</summary>
public sealed class BlobStore(DataRoot root, BlobKeys keys)
{
    private readonly ConcurrentDictionary<BlobHash, string> _damaged = [];

    /// <summary>What was asked for and found missing or damaged by this process, and what was the matter with it; not any more once it was found whole.</summary>
    public IReadOnlyDictionary<BlobHash, string> Damaged => _damaged;

    /// <summary>Stores the bytes durably (flushed, then renamed into place), encrypted when there is a key, and returns their hash.</summary>
    public async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = BlobHash.Of(content.Span);
        if (File.Exists(PathOf(hash))) return hash;
        await using var incoming = Begin(keys.First);
        await incoming.WriteAsync(content, cancellationToken);
        await incoming.CompleteAsync(cancellationToken);
        Place(incoming, hash);
        return hash;
    }

    /// <inheritdoc cref="PutAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public async Task<BlobHash> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var incoming = Begin(keys.First);
        await incoming.WriteAsync(content, cancellationToken);
        var hash = await incoming.CompleteAsync(cancellationToken);
        Place(incoming, hash);
        return hash;
    }

    /// <summary>The whole blob, checked against its name.</summary>
    /// <exception cref="BlobCorruptException">The file is missing, its bytes have another hash, or its key is not here.</exception>
    public async Task<byte[]> ReadAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = OpenUnchecked(hash);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content, cancellationToken);
            Require(hash, BlobHash.Of(content));
            return content;
        }
        catch (BlobCorruptException corrupt)
        {
            Note(corrupt);
            throw;
        }
    }

    /// <summary>The blob as a stream at its start, checked to its end before: for content too large to hold in memory.</summary>
    /// <exception cref="BlobCorruptException">The file is missing, its bytes have another hash, or its key is not here.</exception>
    public async Task<Stream> OpenAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        Stream? content = null;
        try
        {
            content = OpenUnchecked(hash);
            return AtStart(content, hash, await SHA256.HashDataAsync(content, cancellationToken));
        }
        catch (Exception failure)
        {
            Close(content, failure);
            throw;
        }
    }

    /// <inheritdoc cref="OpenAsync"/>
    public Stream Open(BlobHash hash)
    {
        Stream? content = null;
        try
        {
            content = OpenUnchecked(hash);
            return AtStart(content, hash, SHA256.HashData(content));
        }
        catch (Exception failure)
        {
            Close(content, failure);
            throw;
        }
    }

    /// <summary>The content, not yet compared with its name.</summary>
    /// <exception cref="BlobCorruptException">The file is missing, damaged where it begins, or its key is not here.</exception>
    internal Stream OpenUnchecked(BlobHash hash) => BlobFile.Open(PathOf(hash), hash, keys);

    /// <summary>As many bytes as there are of the first ones, without a look at the rest; null when the blob cannot be read.</summary>
    internal async Task<byte[]?> ReadStartAsync(BlobHash hash, int count, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = OpenUnchecked(hash);
            var start = new byte[count];
            return start[..await content.ReadAtLeastAsync(start, count, throwOnEndOfStream: false, cancellationToken)];
        }
        catch (IOException)
        {
            return null;
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

    /// <summary>Where the file of a blob is, for whoever asks whether it is there; its bytes may be encrypted.</summary>
    public string PathOf(BlobHash hash) => BlobFile.PathIn(root.Blobs, hash.Value);

    /// <summary>A blob to write, which is none before <see cref="Place"/>.</summary>
    /// <param name="key">Null for a plain one.</param>
    internal IncomingBlob Begin(BlobKey? key) => IncomingBlob.Create(root.Incoming, key);

    /// <summary>Renames a completed blob into its place, over what is there.</summary>
    internal void Place(IncomingBlob incoming, BlobHash hash)
    {
        var target = PathOf(hash);
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DirectorySync.Flush(root.Blobs);
        }

        File.Move(incoming.Path, target, overwrite: true);
        DirectorySync.Flush(folder);
    }

    private void Close(Stream? content, Exception failure)
    {
        content?.Dispose();
        if (failure is BlobCorruptException corrupt) Note(corrupt);
    }

    private void Note(BlobCorruptException corrupt) => _damaged[corrupt.Hash] = corrupt.Found;

    private Stream AtStart(Stream content, BlobHash hash, byte[] digest)
    {
        Require(hash, BlobHash.FromDigest(digest));
        content.Position = 0;
        return content;
    }

    private void Require(BlobHash hash, BlobHash actual)
    {
        if (actual != hash) throw new BlobCorruptException(hash, $"its bytes have the hash {actual}");
        if (!_damaged.IsEmpty) _damaged.TryRemove(hash, out _);
    }
}
