using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Decodes the images of a plan in parallel and puts their pixels into the blob store.</summary>
internal sealed class CasePixels(BlobStore blobs, TimeProvider clock)
{
    /// <summary>The cases in the plan's order, with the slices beside them; the ones that cannot be decoded become problems.</summary>
    public async Task<IReadOnlyList<StoredCase>> StoreAsync(string folder, SourcePlan plan, List<SourceProblem> problems, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var own = plan.Cases.Select(source => source.File).ToHashSet();
        var beside = plan.Cases.SelectMany(source => source.Stack).Distinct().Where(file => !own.Contains(file)).ToList();
        var refused = new ConcurrentBag<SourceProblem>();
        var stored = new StoredCase?[plan.Cases.Count];
        var slices = new ConcurrentDictionary<string, StoredSlice>(StringComparer.Ordinal);
        var (done, all, started) = (0, stored.Length + beside.Count, clock.GetTimestamp());
        await Parallel.ForEachAsync(Enumerable.Range(0, all), cancellationToken, async (index, cancelled) =>
        {
            var file = index < stored.Length ? plan.Cases[index].File : beside[index - stored.Length];
            try
            {
                var decoded = plan.Adapter.Decode(folder, file);
                var slice = slices[file] = new StoredSlice(await blobs.PutAsync(GrayPng.Write(decoded.Image), cancelled), decoded.Facts);
                if (index < stored.Length) stored[index] = new StoredCase(plan.Cases[index], slice.Pixels, await ThumbnailAsync(decoded, cancelled), slice.Facts);
            }
            catch (ImageFormatException bad)
            {
                refused.Add(new SourceProblem(file, null, $"{bad.Code}: {bad.Detail}", IsNote: index >= stored.Length));
            }

            var now = Interlocked.Increment(ref done);
            progress(new ImportProgress(now, all, clock.GetElapsedTime(started).TotalSeconds / now * (all - now)));
        });
        var order = plan.Cases.Select(source => source.File).Concat(beside).Index().ToDictionary(file => file.Item, file => file.Index);
        problems.AddRange(refused.OrderBy(problem => order[problem.File]));
        return [.. stored.OfType<StoredCase>().Select(each => WithSlices(each, slices))];
    }

    /// <summary>As far to either side as the slices are there and can be shown in the same window.</summary>
    private static StoredCase WithSlices(StoredCase stored, ConcurrentDictionary<string, StoredSlice> slices)
    {
        var around = stored.Source.Stack;
        var own = around.Index().FirstOrDefault(file => file.Item == stored.Source.File).Index;
        bool Fits(string file) => slices.TryGetValue(file, out var slice) && slice.Facts.IsLike(stored.Facts);
        var before = around.Take(own).Reverse().TakeWhile(Fits).Reverse().ToList();
        var run = before.Concat(around.Skip(own).TakeWhile(Fits)).ToList();
        if (run.Count < 2) return stored;
        var review = run.Max(file => slices[file].Facts.Review);
        return stored with { Slices = [.. run.Select(file => slices[file].Pixels)], KeySlice = before.Count, Facts = stored.Facts with { Review = review } };
    }

    private Task<BlobHash> ThumbnailAsync(DecodedImage decoded, CancellationToken cancellationToken) =>
        blobs.PutAsync(CaseThumbnail.Png(decoded.Image, decoded.WindowLow, decoded.WindowHigh), cancellationToken);

    private sealed record StoredSlice(BlobHash Pixels, PixelFacts Facts);
}
