using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Core.Studies;

/// <summary>What is rated: the map of one arm's model on one sampled case.</summary>
public sealed class StudyItem
{
    public required StudyItemId Id { get; init; }

    public required StudyId StudyId { get; init; }

    public required StudyArmId ArmId { get; init; }

    public required CaseId CaseId { get; init; }

    public required string TargetLabel { get; init; }

    public required SaliencyMapId SaliencyMapId { get; init; }

    /// <summary>The stratum of the sampling plan that drew the case.</summary>
    public required string Stratum { get; init; }

    /// <summary>Cases of the stratum per case drawn.</summary>
    public required double Weight { get; init; }

    /// <summary>Set when the case was withdrawn after opening; its order and answers stay.</summary>
    public DateTime? WithdrawnUtc { get; internal set; }
}
