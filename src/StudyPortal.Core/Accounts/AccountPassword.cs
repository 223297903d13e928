using System.Text;

namespace StudyPortal.Core.Accounts;

/// <summary>Length instead of character classes, as NIST SP 800-63B advises; any sign of Unicode counts as one character.</summary>
public static class AccountPassword
{
    public const int MinimumLength = 12;

    /// <summary>Of PBKDF2 with HMAC-SHA512, as OWASP advises; a hash that was made with fewer is made anew at the next sign-in.</summary>
    internal const int HashRounds = 210_000;

    public const int MaximumLength = 128;

    internal static int LengthOf(string password)
    {
        var length = 0;
        foreach (Rune _ in password.EnumerateRunes()) length++;
        return length;
    }
}
