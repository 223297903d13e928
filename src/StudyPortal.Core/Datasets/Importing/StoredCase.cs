using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A case whose pixels are in the blob store.</summary>
internal sealed record StoredCase(SourceCase Source, BlobHash Pixels, BlobHash Thumbnail, int Width, int Height, int BitDepth, int WindowLow, int WindowHigh);
