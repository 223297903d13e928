using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One slice of the stack in which a case lies: its own, or one beside it.</summary>
public sealed class CaseSlice
{
    public required CaseId CaseId { get; init; }

    /// <summary>In the order of the patient, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>A PNG of the case's size and depth.</summary>
    public required BlobHash Pixels { get; set; }
}
