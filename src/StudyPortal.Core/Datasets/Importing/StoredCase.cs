using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A case whose pixels are in the blob store.</summary>
internal sealed record StoredCase(SourceCase Source, StoredImage Image)
{
    public BlobHash Pixels => Image.Pixels;

    public PixelFacts Facts => Image.Facts;

    /// <summary>The stored masks of its findings.</summary>
    public IReadOnlyList<(string Label, BlobHash Pixels)> Masks { get; init; } = [];

    /// <summary>The slices beside it and its own, in order; empty for a single image.</summary>
    public IReadOnlyList<BlobHash> Slices { get; init; } = [];

    /// <summary>All that the case needs.</summary>
    public IEnumerable<BlobHash> Blobs => [.. Image.Blobs, .. Slices, .. Masks.Select(mask => mask.Pixels)];

    /// <summary>Which of the slices is its own, from 0.</summary>
    public int KeySlice { get; init; }
}
