using System.Security.Cryptography;

namespace StudyPortal.Core.Accounts;

/// <summary>A code for the day when the phone is gone: 120 random bits in letters and digits that nobody confuses, in six groups.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    /// <summary>No code is as long.</summary>
    public const int HashLength = 64;

    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz0";
    private const int Groups = 6;
    private const int GroupLength = 4;

    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, GroupLength)));

    /// <summary>Of the code however it was typed: capitals, spaces and hyphens do not count.</summary>
    public static string HashOf(string code) =>
        AccountSecret.HashOf(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
