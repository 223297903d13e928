using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Takes an uploaded weight file into the store. It is not opened here: a trainer checks it.</summary>
public sealed class ReceiveWeights(BlobStore blobs)
{
    /// <summary>2 GB: a ResNet-152 with two batch norms has 0.25.</summary>
    public const long MaxBytes = 2L << 30;

    public async Task<string> ExecuteAsync(Stream content, CancellationToken cancellationToken) =>
        (await blobs.PutAsync(content, cancellationToken)).Value;
}
