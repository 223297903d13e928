namespace StudyPortal.Core.Accounts;

public abstract record AcceptOutcome
{
    private AcceptOutcome() { }

    public sealed record Accepted(Guid AccountId) : AcceptOutcome;

    /// <summary>The link is unknown, used, revoked or expired.</summary>
    public sealed record LinkRefused : AcceptOutcome;

    /// <summary>The link still stands; what was entered must change.</summary>
    public sealed record EntryRefused(string Reason) : AcceptOutcome;
}
