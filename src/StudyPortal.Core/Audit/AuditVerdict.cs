namespace StudyPortal.Core.Audit;

public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <param name="Events">How many events the chain has.</param>
    /// <param name="LastHash">Note it elsewhere, and a later truncation shows as well.</param>
    public sealed record Intact(long Events, string LastHash) : AuditVerdict;

    public sealed record Broken(long AtSequence, string Reason) : AuditVerdict;
}
