namespace StudyPortal.Core.Accounts;

/// <summary>Of which time step an account's last code was, so that none is taken twice.</summary>
public sealed class AuthenticatorUse
{
    public required Guid AccountId { get; init; }

    public required long LastStep { get; init; }
}
