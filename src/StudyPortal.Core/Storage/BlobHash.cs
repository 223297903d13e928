using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>The SHA-256 of a blob: 64 lower-case hexadecimal digits, and the blob's name in the store.</summary>
public sealed record BlobHash
{
    public BlobHash(string value)
    {
        if (!IsOne(value))
            throw new FormatException($"'{value}' is not a SHA-256: expected 64 lower-case hexadecimal digits.");
        Value = value;
    }

    public string Value { get; }

    /// <summary>Whether this text is the name of a blob.</summary>
    public static bool IsOne(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigitLower);

    public static BlobHash Of(ReadOnlySpan<byte> content) => FromDigest(SHA256.HashData(content));

    internal static BlobHash FromDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest));

    public override string ToString() => Value;
}
