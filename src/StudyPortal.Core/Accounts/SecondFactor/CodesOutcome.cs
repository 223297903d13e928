namespace StudyPortal.Core.Accounts;

public abstract record CodesOutcome
{
    private CodesOutcome() { }

    /// <param name="Codes">Shown now and never again: the store keeps their hashes.</param>
    public sealed record Made(IReadOnlyList<string> Codes) : CodesOutcome;

    public sealed record Refused(string Reason) : CodesOutcome;
}
