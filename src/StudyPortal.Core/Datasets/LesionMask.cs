using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The area of a finding, outlined by the source; where there is one, it counts instead of boxes.</summary>
public sealed class LesionMask
{
    public required CaseId CaseId { get; init; }

    public required string Label { get; init; }

    /// <summary>A grayscale PNG of 8 bits of the case's size: 255 inside, 0 outside.</summary>
    public required BlobHash Pixels { get; init; }
}
