namespace StudyPortal.Core.Accounts;

/// <summary>A link that makes one account with one role, once, before it expires. Only the hash of its token is kept.</summary>
public sealed class Invitation
{
    public required InvitationId Id { get; init; }

    /// <summary>SHA-256 (hex) of the token in the link.</summary>
    public required string TokenHash { get; init; }

    public required string Email { get; init; }

    public required string Role { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? UsedUtc { get; internal set; }

    public Guid? AccountId { get; internal set; }

    public DateTime? RevokedUtc { get; internal set; }
}
