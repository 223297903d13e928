using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Gives cases the slices beside them, once all of them are stored.</summary>
internal sealed class CaseSlices(BlobStore blobs, ConcurrentDictionary<string, StoredImage> stored)
{
    private readonly HashSet<string> _uneven = new(StringComparer.Ordinal);
    private readonly HashSet<BlobHash> _replaced = [];

    /// <summary>Slices that were stored under the rescale of a case, before a common one was found.</summary>
    public IReadOnlyCollection<BlobHash> Replaced => _replaced;

    /// <summary>The cases with their slices, as far to either side as these are there and of one size; they and their slices are shown in one window.</summary>
    public async Task<IReadOnlyList<StoredCase>> GiveAsync(IReadOnlyList<SourceCase> sources, CancellationToken cancellationToken)
    {
        var given = new List<StoredCase>();
        foreach (var source in sources) given.Add(await GiveAsync(source, cancellationToken));
        if (_uneven.Count == 0) return given;
        var (common, changed) = (new CommonLevels(blobs, stored), new HashSet<string>(StringComparer.Ordinal));
        foreach (var series in Overlapping(sources, _uneven)) changed.UnionWith(await common.GiveAsync(series, cancellationToken));
        foreach (var (index, source) in sources.Index().Where(each => changed.Contains(each.Item.File)))
        {
            _replaced.UnionWith(given[index].Slices);
            given[index] = await GiveAsync(source, cancellationToken);
        }

        return given;
    }

    /// <summary>Stacks that overlap belong to one series: the files of each series that has one of these cases, that case first.</summary>
    private static List<List<string>> Overlapping(IReadOnlyList<SourceCase> sources, IReadOnlySet<string> cases)
    {
        var of = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var stack in sources.Select(source => source.Stack).Where(stack => stack.Count > 0))
        {
            var joined = stack.Where(of.ContainsKey).Select(file => of[file]).Distinct().OrderByDescending(series => series.Count).ToList();
            var whole = joined.FirstOrDefault() ?? [];
            foreach (var file in joined.Skip(1).SelectMany(series => series).Concat(stack.Where(file => !of.ContainsKey(file))).ToList())
            {
                whole.Add(file);
                of[file] = whole;
            }
        }

        return [.. cases.GroupBy(file => of[file]).Select(series => (List<string>)[series.First(), .. series.Key.Where(file => file != series.First())])];
    }

    private async Task<StoredCase> GiveAsync(SourceCase source, CancellationToken cancellationToken)
    {
        var (to, around) = (new StoredCase(source, stored[source.File]), source.Stack);
        var own = around.Index().FirstOrDefault(file => file.Item == source.File).Index;
        var before = await RunAsync(to, around.Take(own).Reverse(), cancellationToken);
        var after = await RunAsync(to, around.Skip(own + 1), cancellationToken);
        if (before.Count + after.Count == 0) return to;
        return to with
        {
            Slices = [.. before.Select(slice => slice.Pixels).Reverse(), to.Pixels, .. after.Select(slice => slice.Pixels)],
            KeySlice = before.Count,
            Image = to.Image with { Facts = to.Facts with { Review = before.Concat(after).Select(slice => slice.Facts.Review).Append(to.Facts.Review).Max() } },
        };
    }

    private async Task<List<StoredImage>> RunAsync(StoredCase to, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var run = new List<StoredImage>();
        foreach (var file in files)
        {
            if (!stored.TryGetValue(file, out var slice) || await LikeAsync(slice, to, cancellationToken) is not { } pixels) break;
            run.Add(slice with { Pixels = pixels });
        }

        return run;
    }

    /// <summary>The slice's pixels under the rescale of the case; null where they cannot be brought under it without loss.</summary>
    private async Task<BlobHash?> LikeAsync(StoredImage slice, StoredCase to, CancellationToken cancellationToken)
    {
        if (slice.Facts.IsLike(to.Facts)) return slice.Pixels;
        if (!slice.Facts.HasSizeOf(to.Facts) || slice.Facts.Rescale is not { } from || to.Facts.Rescale is not { } own) return null;
        var image = CommonRescale.Convert(GrayPng.Read(await blobs.ReadAsync(slice.Pixels, cancellationToken)), from, own);
        if (image is null) _uneven.Add(to.Source.File);
        return image is null ? null : await blobs.PutAsync(GrayPng.Write(image), cancellationToken);
    }
}
