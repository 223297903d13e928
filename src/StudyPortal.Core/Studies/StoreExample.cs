using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Studies;

/// <summary>Takes in an example image for a score: upright, small enough for the strip, without metadata.</summary>
public sealed class StoreExample(BlobStore blobs)
{
    /// <summary>Longer side in pixels.</summary>
    public const int Side = 320;

    /// <returns>The blob, or why the file cannot be used.</returns>
    public async Task<(BlobHash? Example, string? Refusal)> ExecuteAsync(Stream content, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, cancellationToken);
        try
        {
            return (await blobs.PutAsync(RgbPng.Shrunk(whole.ToArray(), Side), cancellationToken), null);
        }
        catch (ImageFormatException refused)
        {
            return (null, refused.Message);
        }
    }
}
