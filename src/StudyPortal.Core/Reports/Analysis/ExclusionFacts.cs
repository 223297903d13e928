namespace StudyPortal.Core.Reports.Analysis;

/// <summary>A place in a reader's order that gives no number to the comparison of arms, and why; no arm for a control that is of none.</summary>
public sealed record ExclusionFacts(string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, string Reason);
