using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>A closed study in the list of reports.</summary>
/// <param name="Report">Its newest report; null when none was made yet.</param>
/// <param name="CreatedUtc">When that report was made.</param>
public sealed record ReportRow(
    StudyId Study, string Name, bool IsSynthetic, bool IsSimulated, DateTime? ClosedUtc, ReportId? Report, DateTime? CreatedUtc);
