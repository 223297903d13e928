using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>Where a model looks in one case for one label, and everything needed to make it again.</summary>
public sealed class SaliencyMap
{
    public required SaliencyMapId Id { get; init; }

    public required CaseId CaseId { get; init; }

    public required ModelId ModelId { get; init; }

    public required NormBranch Branch { get; init; }

    /// <summary>For example <c>input-gradient</c>.</summary>
    public required string Method { get; init; }

    public required string TargetLabel { get; init; }

    /// <summary>The signed float32 map at the model's input size, as .npy.</summary>
    public required BlobHash Raw { get; init; }

    /// <summary>The map in colour, as PNG.</summary>
    public required BlobHash Rendering { get; init; }

    /// <summary>Name and version of the rendering contract; the same for every model of a study.</summary>
    public required string RenderContract { get; init; }

    public required string SoftwareVersion { get; init; }

    /// <summary>Share of the absolute map inside the label's lesion boxes, 0..1; null where the case has none.</summary>
    public required double? MassInside { get; init; }

    /// <summary>Share of the image that those boxes cover, 0..1: what a map that knows nothing would reach.</summary>
    public required double? AreaInside { get; init; }

    public required DateTime CreatedUtc { get; init; }
}
