using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>A blob that is being written beside the others, plain or encrypted; removed at the end unless it was put in its place.</summary>
internal sealed class IncomingBlob : IAsyncDisposable
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _file;
    private readonly BlobCipher? _cipher;
    private readonly byte[] _chunk;
    private readonly byte[] _sealed;
    private int _filled;
    private long _number;

    private IncomingBlob(FileStream file, BlobCipher? cipher)
    {
        (_file, _cipher) = (file, cipher);
        (_chunk, _sealed) = cipher is null ? ([], []) : (new byte[BlobCipher.ChunkBytes], new byte[BlobCipher.SealedBytes]);
    }

    public string Path => _file.Name;

    /// <param name="folder">On the file system of the blobs.</param>
    /// <param name="key">Null for a plain one.</param>
    public static IncomingBlob Create(string folder, BlobKey? key)
    {
        var path = System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlobCipher.ChunkBytes, FileOptions.Asynchronous);
        if (key is null) return new IncomingBlob(file, cipher: null);
        var header = BlobHeader.New(key);
        file.Write(header.Bytes);
        return new IncomingBlob(file, new BlobCipher(key, header));
    }

    /// <exception cref="InvalidDataException">It is to be stored as it is and would be taken for an encrypted blob.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _sha.AppendData(content.Span);
        if (_cipher is not { } cipher)
        {
            if (_file.Position == 0 && BlobHeader.Begins(content.Span)) throw new InvalidDataException("This is an encrypted file out of the blobs of a portal and cannot be stored. Give the file that was stored there.");
            await _file.WriteAsync(content, cancellationToken);
            return;
        }

        while (!content.IsEmpty)
        {
            if (_filled == _chunk.Length) await SealAsync(cipher, isLast: false, cancellationToken);
            var taken = Math.Min(content.Length, _chunk.Length - _filled);
            content[..taken].CopyTo(_chunk.AsMemory(_filled));
            (_filled, content) = (_filled + taken, content[taken..]);
        }
    }

    /// <summary>To the end of the stream.</summary>
    public async Task WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlobCipher.ChunkBytes];
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0) await WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    /// <summary>Ends the file and brings it to the disk.</summary>
    /// <returns>The hash of the content.</returns>
    public async Task<BlobHash> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_cipher is { } cipher) await SealAsync(cipher, isLast: true, cancellationToken);
        await _file.FlushAsync(cancellationToken);
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        return BlobHash.FromDigest(_sha.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // On a full disk the rest of the buffer has nowhere to go.
            await _file.DisposeAsync();
        }
        finally
        {
            _cipher?.Dispose();
            _sha.Dispose();
            File.Delete(Path);
        }
    }

    private async Task SealAsync(BlobCipher cipher, bool isLast, CancellationToken cancellationToken)
    {
        cipher.Seal(_number++, isLast, _chunk.AsSpan(0, _filled), _sealed);
        await _file.WriteAsync(_sealed.AsMemory(0, _filled + BlobCipher.TagBytes), cancellationToken);
        _filled = 0;
    }
}
