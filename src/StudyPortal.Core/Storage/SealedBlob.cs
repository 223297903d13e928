using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>The content of an encrypted blob: read-only, from any place on; each chunk is checked before a byte of it is given out.</summary>
internal sealed class SealedBlob : Stream
{
    private const long NoChunk = -1;

    private readonly FileStream _file;
    private readonly BlobHash _hash;
    private readonly BlobCipher _cipher;
    private readonly byte[] _sealed = new byte[BlobCipher.SealedBytes];
    private readonly byte[] _chunk = new byte[BlobCipher.ChunkBytes];
    private readonly long _chunks;
    private long _inHand = NoChunk;
    private long _position;

    /// <param name="file">Taken over.</param>
    /// <param name="header">As read from the file.</param>
    /// <param name="key">That the header names.</param>
    /// <param name="hash">The name of the blob, for what is said of damage.</param>
    /// <exception cref="BlobCorruptException">The file has a length that no blob can have, or no content and something else is wrong.</exception>
    public SealedBlob(FileStream file, BlobHeader header, BlobKey key, BlobHash hash)
    {
        (_file, _hash) = (file, hash);
        var body = file.Length - BlobHeader.Length;
        _chunks = Math.Max(1, (body + BlobCipher.SealedBytes - 1) / BlobCipher.SealedBytes);
        Length = body - (_chunks * BlobCipher.TagBytes);
        if (Length < 0 || (_chunks > 1 && LengthOf(_chunks - 1) <= 0)) throw Damaged();
        _cipher = new BlobCipher(key, header);
        if (Length == 0) ReadEmpty();
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position >= Length) return 0;
        var number = _position / BlobCipher.ChunkBytes;
        if (number != _inHand)
        {
            Find(number);
            _file.ReadExactly(_sealed, 0, LengthOf(number) + BlobCipher.TagBytes);
            Open(number);
        }

        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _position >= Length) return 0;
        var number = _position / BlobCipher.ChunkBytes;
        if (number != _inHand)
        {
            Find(number);
            await _file.ReadExactlyAsync(_sealed.AsMemory(0, LengthOf(number) + BlobCipher.TagBytes), cancellationToken);
            Open(number);
        }

        return Take(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Current => _position, SeekOrigin.End => Length, _ => 0 };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A blob without content has something to show, too: that nothing was cut off.</summary>
    private void ReadEmpty()
    {
        _file.ReadExactly(_sealed, 0, BlobCipher.TagBytes);
        Open(0);
    }

    private int LengthOf(long number) => (int)Math.Min(BlobCipher.ChunkBytes, Length - (number * BlobCipher.ChunkBytes));

    private void Find(long number)
    {
        _inHand = NoChunk;
        _file.Position = BlobHeader.Length + (number * BlobCipher.SealedBytes);
    }

    private void Open(long number)
    {
        try
        {
            var length = LengthOf(number);
            _cipher.Open(number, number == _chunks - 1, _sealed.AsSpan(0, length + BlobCipher.TagBytes), _chunk.AsSpan(0, length));
            _inHand = number;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged();
        }
    }

    private int Take(Span<byte> buffer)
    {
        var at = (int)(_position % BlobCipher.ChunkBytes);
        var taken = Math.Min(buffer.Length, LengthOf(_inHand) - at);
        _chunk.AsSpan(at, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    private BlobCorruptException Damaged() => new(_hash, "its encrypted bytes were changed or cut off");
}
