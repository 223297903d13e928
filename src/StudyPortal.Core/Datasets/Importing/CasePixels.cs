using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Decodes the images of a plan in parallel and puts their pixels into the blob store.</summary>
internal sealed class CasePixels(BlobStore blobs, TimeProvider clock)
{
    private const int ThumbnailSide = 256;

    /// <summary>The cases in the plan's order; the ones that cannot be decoded become problems.</summary>
    public async Task<IReadOnlyList<StoredCase>> StoreAsync(string folder, SourcePlan plan, List<SourceProblem> problems, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var stored = new StoredCase?[plan.Cases.Count];
        var refused = new ConcurrentBag<(int Index, SourceProblem Problem)>();
        var (done, started) = (0, clock.GetTimestamp());
        await Parallel.ForEachAsync(Enumerable.Range(0, stored.Length), cancellationToken, async (index, cancelled) =>
        {
            var source = plan.Cases[index];
            try
            {
                stored[index] = await StoreAsync(source, plan.Adapter.Decode(folder, source), cancelled);
            }
            catch (ImageFormatException bad)
            {
                refused.Add((index, new SourceProblem(source.File, null, $"{bad.Code}: {bad.Detail}")));
            }

            var now = Interlocked.Increment(ref done);
            progress(new ImportProgress(now, stored.Length, clock.GetElapsedTime(started).TotalSeconds / now * (stored.Length - now)));
        });
        problems.AddRange(refused.OrderBy(r => r.Index).Select(r => r.Problem));
        return [.. stored.OfType<StoredCase>()];
    }

    private async Task<StoredCase> StoreAsync(SourceCase source, DecodedImage decoded, CancellationToken cancellationToken)
    {
        var image = decoded.Image;
        var shown = DisplayWindow.Apply(image, decoded.WindowLow, decoded.WindowHigh);
        return new StoredCase(
            source,
            await blobs.PutAsync(GrayPng.Write(image), cancellationToken),
            await blobs.PutAsync(Thumbnail.Png(shown, ThumbnailSide), cancellationToken),
            image.Width, image.Height, image.BitDepth, decoded.WindowLow, decoded.WindowHigh);
    }
}
