using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// Names in place of identifiers: the same secret gives the same name, and without the secret no name can be traced
/// back or guessed by trying identifiers (HMAC-SHA-256).
/// </summary>
public sealed class Pseudonyms
{
    private readonly byte[] _secret;

    /// <exception cref="ArgumentException">The secret is shorter than 16 bytes.</exception>
    public Pseudonyms(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < 16)
            throw new ArgumentException($"The secret has {secret.Length} bytes; at least 16 are needed.", nameof(secret));
        _secret = secret.ToArray();
    }

    /// <summary>"P-" and 16 hexadecimal digits.</summary>
    public string Patient(string identifier) => "P-" + Convert.ToHexString(Keyed("patient", identifier).AsSpan(0, 8));

    /// <summary>A UID under 2.25 (PS3.5 B.2) that keeps equal UIDs equal.</summary>
    public string Uid(string uid) =>
        "2.25." + new BigInteger(Keyed("uid", uid).AsSpan(0, 16), isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    /// <summary>32 hexadecimal digits for something else that may name a patient, such as a path.</summary>
    public string Key(string purpose, string text) => Convert.ToHexString(Keyed(purpose, text).AsSpan(0, 16));

    private byte[] Keyed(string purpose, string identifier) =>
        HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{purpose}:{identifier}"));
}
