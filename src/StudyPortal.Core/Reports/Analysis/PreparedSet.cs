using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>An analysis set that is stored, but not yet the study's own.</summary>
/// <param name="Reading">What the readers had done when it was read.</param>
internal sealed record PreparedSet(AnalysisSet Set, BlobHash Hash, StudyReading Reading)
{
    /// <summary>The time that the set gives for the closing.</summary>
    public DateTime ClosedUtc => Set.Study.ClosedUtc!.Value;
}
