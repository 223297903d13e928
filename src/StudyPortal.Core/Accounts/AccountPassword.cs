using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

/// <summary>Length instead of character classes, as NIST SP 800-63B advises.</summary>
public static class AccountPassword
{
    public const int MinimumLength = 12;

    /// <summary>Of PBKDF2 with HMAC-SHA512, as OWASP advises; a hash that was made with fewer is made anew at the next sign-in.</summary>
    internal const int HashRounds = 210_000;

    internal static PasswordOptions Rules => new()
    {
        RequiredLength = MinimumLength,
        RequiredUniqueChars = 5,
        RequireDigit = false,
        RequireLowercase = false,
        RequireUppercase = false,
        RequireNonAlphanumeric = false,
    };
}
