namespace StudyPortal.Core.Audit;

/// <summary>An event as people read it: accounts by the names that they have now.</summary>
public sealed record AuditEntry(long Sequence, DateTime AtUtc, string Actor, string Action, string Subject, string Details);
