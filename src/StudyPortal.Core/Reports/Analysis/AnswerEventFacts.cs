using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One change of one answer; the set has all that were ever stored, those of the pilot too.</summary>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
/// <param name="IsPilot">Given in the pilot, and in no analysis.</param>
/// <param name="OldValue">JSON in the form of its question; null for the first answer, and where it was "cannot judge".</param>
/// <param name="Value">The same after the change; null where the reader could not judge.</param>
/// <param name="Version">The answer's, after the change: 1 for the first.</param>
/// <param name="ActiveMilliseconds">Time in view before the change.</param>
/// <param name="MapMilliseconds">The part of it with the map in view.</param>
/// <param name="Reason">Why it was changed; empty for a first answer of a person.</param>
/// <param name="Screen">The reader's; null where it is not known.</param>
/// <param name="View">What of the image he saw; null where it is not known.</param>
public sealed record AnswerEventFacts(
    string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, int Session, SlotPurpose Purpose, ControlKind? Control, bool IsPilot,
    string? OldValue, string? Value, int Version, DateTime AtUtc, int ActiveMilliseconds, int MapMilliseconds, string Reason, ScreenFacts? Screen, ViewFacts? View);
