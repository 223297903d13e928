using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Decodes the images of a plan in parallel and puts their pixels into the blob store; what an earlier run stored is not decoded again.</summary>
internal sealed class CasePixels(BlobStore blobs, StoredFiles files, TimeProvider clock)
{
    private const int ThumbnailSide = 256;

    /// <summary>The cases in the plan's order, with the slices beside them; the ones that cannot be decoded become problems.</summary>
    public async Task<IReadOnlyList<StoredCase>> StoreAsync(string folder, SourcePlan plan, List<SourceProblem> problems, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var own = plan.Cases.Select(source => source.File).ToHashSet();
        List<string> all = [.. plan.Cases.Select(source => source.File), .. plan.Cases.SelectMany(source => source.Stack).Distinct().Where(file => !own.Contains(file))];
        var refused = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var stored = new ConcurrentDictionary<string, StoredPixels>(StringComparer.Ordinal);
        var pace = new ImportPace(ImportStage.Images, all.Count, clock, progress);
        try
        {
            await Parallel.ForEachAsync(all, cancellationToken, async (file, cancelled) =>
            {
                try
                {
                    stored[file] = await StoreAsync(plan.Adapter, folder, file, own.Contains(file), pace, cancelled);
                }
                catch (ImageFormatException bad)
                {
                    refused[file] = $"{bad.Code}: {bad.Detail}";
                    pace.Done(1);
                }
            });
        }
        finally
        {
            await files.FlushAsync();
        }

        problems.AddRange(all.Where(refused.ContainsKey).Select(file => new SourceProblem(file, null, refused[file], IsNote: !own.Contains(file))));
        return [.. plan.Cases.Where(source => stored.ContainsKey(source.File)).Select(source => WithSlices(new StoredCase(source, stored[source.File]), stored))];
    }

    private async Task<StoredPixels> StoreAsync(DatasetAdapter adapter, string folder, string file, bool isCase, ImportPace pace, CancellationToken cancellationToken)
    {
        if (files.Find(folder, file) is { } earlier && (!isCase || earlier.Thumbnail is not null))
        {
            pace.Reuse();
            return earlier;
        }

        var decoded = adapter.Decode(folder, file);
        var pixels = await blobs.PutAsync(GrayPng.Write(decoded.Image), cancellationToken);
        var stored = new StoredPixels(pixels, isCase ? await ThumbnailAsync(decoded, cancellationToken) : null, decoded.Facts);
        await files.AddAsync(folder, file, stored, cancellationToken);
        pace.Done(1);
        return stored;
    }

    /// <summary>As far to either side as the slices are there and can be shown in the same window.</summary>
    private static StoredCase WithSlices(StoredCase stored, ConcurrentDictionary<string, StoredPixels> slices)
    {
        var around = stored.Source.Stack;
        var own = around.Index().FirstOrDefault(file => file.Item == stored.Source.File).Index;
        bool Fits(string file) => slices.TryGetValue(file, out var slice) && slice.Facts.IsLike(stored.Facts);
        var before = around.Take(own).Reverse().TakeWhile(Fits).Reverse().ToList();
        var run = before.Concat(around.Skip(own).TakeWhile(Fits)).ToList();
        if (run.Count < 2) return stored;
        var review = run.Max(file => slices[file].Facts.Review);
        return stored with { Slices = [.. run.Select(file => slices[file].Pixels)], KeySlice = before.Count, Image = stored.Image with { Facts = stored.Facts with { Review = review } } };
    }

    private Task<BlobHash> ThumbnailAsync(DecodedImage decoded, CancellationToken cancellationToken) =>
        blobs.PutAsync(Thumbnail.Png(DisplayWindow.Apply(decoded.Image, decoded.WindowLow, decoded.WindowHigh), ThumbnailSide), cancellationToken);
}
