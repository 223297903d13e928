namespace StudyPortal.Core.Accounts;

public enum PasswordAnswer
{
    Right,
    Wrong,

    /// <summary>The account is locked, after wrong ones or by an administrator.</summary>
    Locked,

    /// <summary>An account of the demo, or one that signs in with a provider: it has none.</summary>
    NoPassword,
}
