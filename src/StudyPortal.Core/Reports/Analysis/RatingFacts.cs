using System.Text.Json.Serialization;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One answer as it stood when the study closed.</summary>
/// <param name="Score">On the scale of its question; null where the reader could not judge.</param>
/// <param name="Version">1 when never changed.</param>
/// <param name="ActiveMilliseconds">Time in view before the last answer.</param>
/// <param name="MapMilliseconds">The part of it with the map in view.</param>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="IsCalibration">Of the block before the reading.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
public sealed record RatingFacts(
    string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, bool IsRepeat,
    int? Score, int Version, DateTime AtUtc, int ActiveMilliseconds,
    bool IsCalibration = false, ControlKind? Control = null, int Session = 1, int MapMilliseconds = 0)
{
    /// <summary>The first showing of a map that is compared.</summary>
    [JsonIgnore]
    public bool IsMain => !IsRepeat && !IsCalibration && Control is null;

    /// <summary>Which map of the set was rated.</summary>
    [JsonIgnore]
    public ItemKey Item => new(Case, TargetLabel, Arm, Control);
}

/// <summary>Names one item of an analysis set.</summary>
public readonly record struct ItemKey(int Case, string TargetLabel, int? Arm, ControlKind? Control);
