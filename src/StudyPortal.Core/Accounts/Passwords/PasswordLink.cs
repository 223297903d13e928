namespace StudyPortal.Core.Accounts;

/// <summary>A link with which somebody who forgot his password sets a new one, once, before it expires. Only the hash of its token is kept.</summary>
public sealed class PasswordLink
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required PasswordLinkId Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 (hex) of the token in the link.</summary>
    public required string TokenHash { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    /// <summary>When it was used, or replaced by a newer one.</summary>
    public DateTime? SpentUtc { get; internal set; }

    public bool IsOpenAt(DateTime nowUtc) => SpentUtc is null && nowUtc < ExpiresUtc;
}
