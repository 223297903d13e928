using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Gives a case the slices beside it, once all of them are stored.</summary>
internal sealed class CaseSlices(BlobStore blobs, IReadOnlyDictionary<string, StoredImage> stored)
{
    /// <summary>As far to either side as the slices are there and can be shown in the same window.</summary>
    public async Task<StoredCase> GiveAsync(StoredCase to, CancellationToken cancellationToken)
    {
        var around = to.Source.Stack;
        var own = around.Index().FirstOrDefault(file => file.Item == to.Source.File).Index;
        var before = await RunAsync(to.Facts, around.Take(own).Reverse(), cancellationToken);
        var after = await RunAsync(to.Facts, around.Skip(own + 1), cancellationToken);
        if (before.Count + after.Count == 0) return to;
        return to with
        {
            Slices = [.. before.Select(slice => slice.Pixels).Reverse(), to.Pixels, .. after.Select(slice => slice.Pixels)],
            KeySlice = before.Count,
            Image = to.Image with { Facts = to.Facts with { Review = before.Concat(after).Select(slice => slice.Facts.Review).Append(to.Facts.Review).Max() } },
        };
    }

    private async Task<List<StoredImage>> RunAsync(PixelFacts facts, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var run = new List<StoredImage>();
        foreach (var file in files)
        {
            if (!stored.TryGetValue(file, out var slice) || await LikeAsync(slice, facts, cancellationToken) is not { } pixels) break;
            run.Add(slice with { Pixels = pixels });
        }

        return run;
    }

    /// <summary>The slice's pixels under the rescale of the case; null where they cannot be brought under it without loss.</summary>
    private async Task<BlobHash?> LikeAsync(StoredImage slice, PixelFacts facts, CancellationToken cancellationToken)
    {
        if (slice.Facts.IsLike(facts)) return slice.Pixels;
        if (!slice.Facts.HasSizeOf(facts) || slice.Facts.Rescale is not { } from || facts.Rescale is not { } to) return null;
        var image = CommonRescale.Convert(GrayPng.Read(await blobs.ReadAsync(slice.Pixels, cancellationToken)), from, to);
        return image is null ? null : await blobs.PutAsync(GrayPng.Write(image), cancellationToken);
    }
}
