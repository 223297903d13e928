using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One answer to a question without a scale, as it stood when the study closed.</summary>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
/// <param name="Value">JSON in the form of its question; null where the reader could not judge.</param>
/// <param name="ActiveMilliseconds">Time in view before the last answer.</param>
public sealed record AnswerFacts(
    string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, SlotPurpose Purpose, ControlKind? Control, bool Withdrawn,
    string? Value, int Version, DateTime AtUtc, int ActiveMilliseconds);
