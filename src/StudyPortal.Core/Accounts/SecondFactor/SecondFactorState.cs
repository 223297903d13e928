namespace StudyPortal.Core.Accounts;

/// <summary>What an account has besides its password.</summary>
/// <param name="HasPassword">False for the accounts of the demo and for those that sign in with a provider alone: they can have no second factor here.</param>
/// <param name="HasAuthenticator">An authenticator app that was confirmed with a code.</param>
/// <param name="RecoveryCodesLeft">How many are not used yet.</param>
/// <param name="Passkeys">The oldest first.</param>
public sealed record SecondFactorState(bool HasPassword, bool HasAuthenticator, int RecoveryCodesLeft, IReadOnlyList<PasskeyRow> Passkeys)
{
    public bool HasAny => HasAuthenticator || Passkeys.Count > 0;
}
