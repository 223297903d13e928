using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Core.Studies;

/// <summary>What is rated: a map laid over the image of one case.</summary>
public sealed class StudyItem
{
    public required StudyItemId Id { get; init; }

    public required StudyId StudyId { get; init; }

    /// <summary>Whose map it is, or for a control whose network; null for a control that is of none.</summary>
    public required StudyArmId? ArmId { get; init; }

    /// <summary>Whose image is shown; the map is of the same case except for <see cref="ControlKind.OtherPatient"/>.</summary>
    public required CaseId CaseId { get; init; }

    public required string TargetLabel { get; init; }

    public required SaliencyMapId SaliencyMapId { get; init; }

    /// <summary>The stratum of the sampling plan that drew the case.</summary>
    public required string Stratum { get; init; }

    /// <summary>Candidates of the stratum per case drawn; 0 for what is not compared.</summary>
    public required double Weight { get; init; }

    /// <summary>Rated before the sample and kept out of the analysis.</summary>
    public required bool IsCalibration { get; init; }

    /// <summary>Null for a map of the comparison or of the calibration block.</summary>
    public required ControlKind? Control { get; init; }

    /// <summary>Set when the case was withdrawn after opening; its order and answers stay.</summary>
    public DateTime? WithdrawnUtc { get; internal set; }
}
