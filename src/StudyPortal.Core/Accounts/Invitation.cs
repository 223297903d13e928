namespace StudyPortal.Core.Accounts;

/// <summary>A link that makes one account with one role, once, before it expires. Only the hash of its token is kept.</summary>
public sealed class Invitation
{
    /// <summary>Before the id of an invitation in the audit log, which holds no address that could not be erased again.</summary>
    internal const string AuditPrefix = "invitation ";

    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public required InvitationId Id { get; init; }

    /// <summary>SHA-256 (hex) of the token in the link.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whom it was sent to; empty for the first administrator, who gives an address on accepting.</summary>
    public required string Email { get; set; }

    public required string Role { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? UsedUtc { get; internal set; }

    public Guid? AccountId { get; internal set; }

    public DateTime? RevokedUtc { get; internal set; }

    internal string AuditSubject => $"{AuditPrefix}{Id}";

    /// <summary>What the link is good for at that moment; used and revoked outlive expiry.</summary>
    public InvitationState StateAt(DateTime nowUtc) =>
        UsedUtc is not null ? InvitationState.Used
        : RevokedUtc is not null ? InvitationState.Revoked
        : nowUtc >= ExpiresUtc ? InvitationState.Expired
        : InvitationState.Open;
}
