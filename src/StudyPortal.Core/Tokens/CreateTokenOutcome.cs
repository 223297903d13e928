namespace StudyPortal.Core.Tokens;

public abstract record CreateTokenOutcome
{
    private CreateTokenOutcome() { }

    /// <param name="Secret">The token itself: shown now, never again.</param>
    /// <param name="ExpiresUtc">From then on it is refused.</param>
    public sealed record Created(ApiTokenId Id, string Secret, DateTime ExpiresUtc) : CreateTokenOutcome;

    public sealed record Refused(string Reason) : CreateTokenOutcome;
}
