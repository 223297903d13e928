namespace StudyPortal.Core.Accounts;

public abstract record InviteOutcome
{
    private InviteOutcome() { }

    /// <param name="Token">The secret part of the link: shown now, never again.</param>
    /// <param name="ExpiresUtc">From then on the link is refused.</param>
    public sealed record Created(string Token, DateTime ExpiresUtc) : InviteOutcome;

    public sealed record Refused(string Reason) : InviteOutcome;
}
