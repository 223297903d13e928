using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>A closed study in the list of reports; <see cref="Report"/> is its newest report, null when none was made yet.</summary>
public sealed record ReportRow(
    StudyId Study, string Name, bool IsSynthetic, bool IsSimulated, DateTime? ClosedUtc, ReportId? Report, DateTime? CreatedUtc);
