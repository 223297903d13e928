using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>A key that blobs are encrypted under, by a key of its own for each of them.</summary>
internal sealed class BlobKey(byte[] secret)
{
    /// <summary>Of AES-256.</summary>
    public const int Length = 32;

    private const int IdBytes = 8;

    /// <summary>By which a blob names it, in hexadecimal; tells nothing of the key.</summary>
    public string Id { get; } = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, IdBytes, info: "studyportal blob key id"u8.ToArray()));

    /// <summary>The key of one blob (HKDF with SHA-256).</summary>
    /// <param name="header">Of the blob; ends with its random salt, and all of it is bound to the key.</param>
    public byte[] KeyOf(BlobHeader header) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, header.Salt, [.. "studyportal blob"u8, .. header.Bytes]);

    public override string ToString() => Id;
}
