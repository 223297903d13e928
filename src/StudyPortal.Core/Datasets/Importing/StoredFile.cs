using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A file whose pixels an import has put into the blob store: what it goes on from when it was stopped. Gone when its data set is there.</summary>
internal sealed class StoredFile
{
    /// <summary>Which import, as <see cref="ImportKey"/> has it.</summary>
    public required string Import { get; init; }

    /// <summary>The keyed hash of the file's name.</summary>
    public required string File { get; init; }

    /// <summary>Its size; with <see cref="ChangedTicks"/> it tells whether the file is still the same.</summary>
    public required long Bytes { get; init; }

    public required long ChangedTicks { get; init; }

    public required BlobHash Pixels { get; init; }

    /// <summary>Null for a slice that only lies beside a case.</summary>
    public required BlobHash? Thumbnail { get; init; }

    /// <summary><see cref="PixelFacts"/> as JSON.</summary>
    public required string Facts { get; init; }

    public required DateTime StoredUtc { get; init; }
}
