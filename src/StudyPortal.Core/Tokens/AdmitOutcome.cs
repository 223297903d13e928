namespace StudyPortal.Core.Tokens;

public abstract record AdmitOutcome
{
    private AdmitOutcome() { }

    public sealed record Admitted(ApiTokenId Token, string Name, IReadOnlyList<string> Scopes, DateTime ExpiresUtc, TokenOwner Owner) : AdmitOutcome;

    /// <param name="Reason">For whoever holds the secret.</param>
    public sealed record Refused(string Reason) : AdmitOutcome;
}
