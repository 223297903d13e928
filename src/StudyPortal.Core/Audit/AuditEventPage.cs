namespace StudyPortal.Core.Audit;

/// <param name="Events">Newest first.</param>
/// <param name="Total">How many match the filter.</param>
public sealed record AuditEventPage(IReadOnlyList<AuditEntry> Events, int Total);
