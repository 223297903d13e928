namespace StudyPortal.Core.Accounts;

/// <summary>What an account has besides its password.</summary>
/// <param name="HasPassword">False for the accounts of the demo and for those that sign in with a provider alone: they can have no second factor here.</param>
/// <param name="HasAuthenticator">An authenticator app that was confirmed with a code.</param>
/// <param name="IsAuthenticatorLost">It is set up, but its key cannot be read any more: no code of it is right.</param>
/// <param name="RecoveryCodesLeft">How many are not used yet.</param>
/// <param name="Passkeys">The oldest first.</param>
public sealed record SecondFactorState(bool HasPassword, bool HasAuthenticator, bool IsAuthenticatorLost, int RecoveryCodesLeft, IReadOnlyList<PasskeyRow> Passkeys)
{
    public bool HasAny => HasAuthenticator || Passkeys.Count > 0;
}
