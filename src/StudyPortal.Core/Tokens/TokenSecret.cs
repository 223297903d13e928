using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Core.Tokens;

/// <summary>The secret of a token: 256 random bits behind a word by which scanners of source code and people know what they have found.</summary>
internal static class TokenSecret
{
    private const string Prefix = "studyportal_";
    private const int Bytes = 32;
    private const int Digits = 43;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether it can be one at all.</summary>
    public static bool HasForm(string text) => text.Length == Prefix.Length + Digits && text.StartsWith(Prefix, StringComparison.Ordinal);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
