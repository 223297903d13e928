namespace StudyPortal.Core.Accounts;

/// <summary>One sign-in that still stands. It ends when its row is gone; what ended it stands in the audit log.</summary>
public sealed class AccountSession
{
    public required SessionId Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 (hex) of what the cookie holds.</summary>
    public required string SecretHash { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>To about a minute.</summary>
    public required DateTime LastSeenUtc { get; init; }

    /// <summary>The network that the sign-in came from, never the whole address.</summary>
    public required string Network { get; init; }

    /// <summary>Such as "Firefox, Windows".</summary>
    public required string Browser { get; init; }

    public bool IsOverAt(DateTime nowUtc, SessionSettings settings) =>
        nowUtc - LastSeenUtc >= settings.Idle || nowUtc - CreatedUtc >= settings.Longest;
}
