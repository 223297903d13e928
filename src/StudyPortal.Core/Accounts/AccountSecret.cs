using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Core.Accounts;

/// <summary>What only its holder knows, in a link or in a session's cookie: 256 random bits, of which the store keeps only the hash.</summary>
internal static class AccountSecret
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
