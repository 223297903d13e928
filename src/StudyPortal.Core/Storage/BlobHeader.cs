using System.Security.Cryptography;

namespace StudyPortal.Core.Storage;

/// <summary>How the file of an encrypted blob begins: seven bytes that no file of the portal begins with, the version of the format, the id of the key, and a random salt.</summary>
internal sealed class BlobHeader
{
    public const int Length = 48;

    private const byte Version = 1;
    private const int VersionAt = 7, KeyAt = 8, SaltAt = 16;

    private static readonly byte[] Magic = [0xE9, .. "SPblob"u8];

    private readonly byte[] _bytes;

    private BlobHeader(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public byte[] Salt => _bytes[SaltAt..];

    public string KeyId => Convert.ToHexStringLower(_bytes[KeyAt..SaltAt]);

    public static BlobHeader New(BlobKey key) => new([.. Magic, Version, .. Convert.FromHexString(key.Id), .. RandomNumberGenerator.GetBytes(Length - SaltAt)]);

    /// <summary>Whether content begins as an encrypted blob does.</summary>
    public static bool Begins(ReadOnlySpan<byte> content) => content.StartsWith(Magic);

    /// <summary>Of the file, which then stands behind it; null, and the file at its start, when it is plain.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or of a later version.</exception>
    public static BlobHeader? Read(Stream file)
    {
        var bytes = new byte[Length];
        var read = file.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        if (!Begins(bytes.AsSpan(0, read)))
        {
            file.Position = 0;
            return null;
        }

        if (read < Length) throw new InvalidDataException("it is cut off in its header");
        if (bytes[VersionAt] != Version) throw new InvalidDataException($"it is encrypted in version {bytes[VersionAt]} of the format, and this program knows version {Version}");
        return new BlobHeader(bytes);
    }

    /// <summary>The id of the key that the file is encrypted under; null when it is plain, empty when that cannot be told.</summary>
    public static string? KeyIdOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            return Read(file)?.KeyId;
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}
