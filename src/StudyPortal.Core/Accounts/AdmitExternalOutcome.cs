namespace StudyPortal.Core.Accounts;

public abstract record AdmitExternalOutcome
{
    private AdmitExternalOutcome() { }

    public sealed record Admitted(Guid AccountId) : AdmitExternalOutcome;

    public sealed record Refused(ExternalRefusal Why) : AdmitExternalOutcome;
}

/// <summary>Why a person whom a provider knows is not let in.</summary>
public enum ExternalRefusal
{
    /// <summary>No account is linked to this person.</summary>
    Unknown,

    Disabled,

    /// <summary>The provider names no role of the portal.</summary>
    NoRole,

    /// <summary>The link is used, withdrawn or expired, or its address has an account already.</summary>
    Invitation,
}
