using System.Buffers.Binary;
using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>
/// One blob's chunks under AES-256-GCM, each with its number in the nonce and whether it is the last (the STREAM construction), so that none
/// can be changed, moved, left out or cut off. Every chunk but the last is full; the last is empty only in a blob without content.
/// </summary>
internal sealed class BlobCipher(BlobKey key, BlobHeader header) : IDisposable
{
    public const int ChunkBytes = 1 << 16, TagBytes = 16, SealedBytes = ChunkBytes + TagBytes;

    private const int NonceBytes = 12, NumberAt = 3, LastAt = 11;

    private readonly AesGcm _aes = new(key.KeyOf(header), TagBytes);

    /// <summary>Encrypts a chunk and puts its tag behind it.</summary>
    public void Seal(long number, bool isLast, ReadOnlySpan<byte> content, Span<byte> target)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Number(nonce, number, isLast);
        _aes.Encrypt(nonce, content, target[..content.Length], target.Slice(content.Length, TagBytes));
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not the chunk of this number, or was changed.</exception>
    public void Open(long number, bool isLast, ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Number(nonce, number, isLast);
        _aes.Decrypt(nonce, chunk[..^TagBytes], chunk[^TagBytes..], target);
    }

    public void Dispose() => _aes.Dispose();

    /// <summary>The key is this blob's alone, so the number needs nothing random beside it.</summary>
    private static void Number(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[NumberAt..], number);
        nonce[LastAt] = isLast ? (byte)1 : (byte)0;
    }
}
