using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Pixels that were replaced for the text in them and must go from the disk; the row goes with the file.</summary>
public sealed class RetiredBlob
{
    public required BlobHash Hash { get; init; }

    public required DateTime RetiredUtc { get; init; }
}
