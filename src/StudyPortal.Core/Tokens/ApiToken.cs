namespace StudyPortal.Core.Tokens;

/// <summary>A secret with which a program acts for its owner at the programming interface. Only its hash is kept.</summary>
public sealed class ApiToken
{
    public const int UsualDays = 90;

    public const int MostDays = 365;

    public const int LongestName = 100;

    public required ApiTokenId Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 (hex) of the secret.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Some of <see cref="ApiScopes"/>, in their order.</summary>
    public required List<string> Scopes { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    /// <summary>To the minute; null before the first use.</summary>
    public DateTime? LastUsedUtc { get; internal set; }

    public DateTime? RevokedUtc { get; internal set; }

    /// <summary>Revoked outlives expiry.</summary>
    public TokenState StateAt(DateTime nowUtc) =>
        RevokedUtc is not null ? TokenState.Revoked
        : nowUtc >= ExpiresUtc ? TokenState.Expired
        : TokenState.Valid;
}
