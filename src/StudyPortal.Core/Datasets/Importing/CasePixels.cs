using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Decodes the images of a plan in parallel and puts their pixels into the blob store; what an earlier run stored is not decoded again.</summary>
internal sealed class CasePixels(BlobStore blobs, StoredFiles files, TimeProvider clock)
{
    private readonly HashSet<BlobHash> _stored = [];

    /// <summary>Of all that it stored, what no case of these needs: files that were left out, and slices that were stored again under another rescale.</summary>
    public IReadOnlyCollection<BlobHash> Unneeded(IEnumerable<StoredCase> cases) => [.. _stored.Except(cases.SelectMany(stored => stored.Blobs))];

    /// <summary>The cases in the plan's order, with the slices beside them; the ones that cannot be decoded become problems.</summary>
    public async Task<IReadOnlyList<StoredCase>> StoreAsync(string folder, SourcePlan plan, List<SourceProblem> problems, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var own = plan.Cases.Select(source => source.File).ToHashSet();
        List<string> all = [.. plan.Cases.Select(source => source.File), .. plan.Cases.SelectMany(source => source.Stack).Distinct().Where(file => !own.Contains(file))];
        var refused = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var stored = new ConcurrentDictionary<string, StoredImage>(StringComparer.Ordinal);
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
        catch
        {
            await files.TryFlushAsync();
            throw;
        }

        await files.FlushAsync();

        problems.AddRange(all.Where(refused.ContainsKey).Select(file => new SourceProblem(file, null, refused[file], IsNote: !own.Contains(file))));
        _stored.UnionWith(stored.Values.SelectMany(image => image.Blobs));
        var slices = new CaseSlices(blobs, stored);
        var cases = await slices.GiveAsync([.. plan.Cases.Where(source => stored.ContainsKey(source.File))], cancellationToken);
        _stored.UnionWith(slices.Replaced);
        // Under a common rescale by now; and a case that is left out later leaves its slices.
        _stored.UnionWith([.. stored.Values.SelectMany(image => image.Blobs), .. cases.SelectMany(given => given.Blobs)]);
        return cases;
    }

    private async Task<StoredImage> StoreAsync(DatasetAdapter adapter, string folder, string file, bool isCase, ImportPace pace, CancellationToken cancellationToken)
    {
        if (files.Find(folder, file) is { } earlier && (!isCase || earlier.Thumbnail is not null))
        {
            pace.Reuse();
            return earlier;
        }

        var decoded = adapter.Decode(folder, file);
        var pixels = await blobs.PutAsync(GrayPng.Write(decoded.Image), cancellationToken);
        var stored = new StoredImage(pixels, isCase ? await ThumbnailAsync(decoded, cancellationToken) : null, decoded.Facts);
        await files.AddAsync(folder, file, stored, cancellationToken);
        pace.Done(1);
        return stored;
    }

    private Task<BlobHash> ThumbnailAsync(DecodedImage decoded, CancellationToken cancellationToken) =>
        blobs.PutAsync(CaseThumbnail.Png(decoded.Image, decoded.WindowLow, decoded.WindowHigh), cancellationToken);
}
