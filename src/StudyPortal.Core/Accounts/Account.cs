using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>One of the seeded demo accounts, which "enter as" may use in Development on loopback; it has no password.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>Of the letters to this person: en or de.</summary>
    public string Language { get; set; } = "en";
}
