namespace StudyPortal.Core.Accounts;

public abstract record BeginOutcome
{
    private BeginOutcome() { }

    /// <param name="Key">In Base32, for typing.</param>
    /// <param name="Link">The same as <c>otpauth:</c>, for the app's camera.</param>
    public sealed record Begun(string Key, string Link) : BeginOutcome;

    public sealed record Refused(string Reason) : BeginOutcome;
}
