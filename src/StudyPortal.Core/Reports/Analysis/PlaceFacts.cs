using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One place of one reader's stored order, answered or not.</summary>
/// <param name="Position">From 1, in the pilot and in the study itself.</param>
/// <param name="Session">The sitting that it is meant for, from 1.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
/// <param name="IsPilot">Shown in the pilot, and in no analysis.</param>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="Withdrawn">The case was withdrawn after the opening.</param>
/// <param name="MapShownUtc">In a study of two steps: when the reader was shown the map; null before, and where there is one step.</param>
public sealed record PlaceFacts(
    string Reader, int Position, int Session, SlotPurpose Purpose, ControlKind? Control, bool IsPilot, int Case, string TargetLabel, int? Arm,
    bool Withdrawn, DateTime? MapShownUtc);
