using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>An image in the blob store; a slice that only lies beside a case has no thumbnail.</summary>
internal sealed record StoredImage(BlobHash Pixels, BlobHash? Thumbnail, PixelFacts Facts)
{
    public IEnumerable<BlobHash> Blobs => Thumbnail is null ? [Pixels] : [Pixels, Thumbnail];
}
