namespace StudyPortal.Core.Accounts;

public abstract record EraseOutcome
{
    private EraseOutcome() { }

    /// <param name="Pseudonym">What the person is called from now on.</param>
    public sealed record Erased(string Pseudonym) : EraseOutcome;

    public sealed record Refused(string Reason) : EraseOutcome;
}
