using System.Text.Json.Serialization;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One map that was rated.</summary>
/// <param name="Case">Number of the case in its data set.</param>
/// <param name="RawMap">SHA-256 of the float map.</param>
/// <param name="Rendering">SHA-256 of what readers saw.</param>
/// <param name="MassInside">Share of the absolute map inside the lesion boxes; null without boxes, and for a map of another case.</param>
/// <param name="AreaInside">Share of the image inside them.</param>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="IsCalibration">Of the block before the reading.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
/// <param name="Truth">Whether the case has the target label; null where the source is uncertain, for a control, and before the third format.</param>
/// <param name="Outcome">
/// How the arm's model judged that on the clean image, at the threshold stored with the study's sample; where the sample needed none, at the
/// one that the rule of the sampling plan gives on the model's clean predictions of the sampled split, the rule being Youden's where the plan has none.
/// Null without truth or predictions.
/// </param>
/// <param name="Modality">DICOM's code of the case, such as DX; empty where its source does not say, and before the third format.</param>
public sealed record ItemFacts(
    int Case, string TargetLabel, int? Arm, string Stratum, double Weight, bool Withdrawn,
    string RawMap, string Rendering, string RenderContract, double? MassInside, double? AreaInside,
    bool IsCalibration = false, ControlKind? Control = null, bool? Truth = null, ModelOutcome? Outcome = null, string Modality = "")
{
    /// <summary>It takes part in the comparison of arms.</summary>
    [JsonIgnore]
    public bool IsCompared => !Withdrawn && !IsCalibration && Control is null;

    [JsonIgnore]
    public ItemKey Key => new(Case, TargetLabel, Arm, Control);
}
