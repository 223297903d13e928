using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>Decodes the masks of cases and puts them into the blob store, black outside and white inside.</summary>
internal sealed class CaseMasks(BlobStore blobs, string folder)
{
    private readonly ConcurrentBag<SourceProblem> _problems = [];

    /// <summary>The cases with their masks, each with a box around it where the source gives none; masks that cannot be used become problems.</summary>
    public async Task<IReadOnlyList<StoredCase>> StoreAsync(IReadOnlyList<StoredCase> cases, List<SourceProblem> problems, CancellationToken cancellationToken)
    {
        if (cases.All(stored => stored.Source.Masks.Count == 0)) return cases;
        var masked = new StoredCase[cases.Count];
        await Parallel.ForAsync(0, cases.Count, cancellationToken, async (index, cancelled) =>
        {
            masked[index] = cases[index];
            foreach (var mask in cases[index].Source.Masks) masked[index] = await WithAsync(masked[index], mask, cancelled);
        });
        problems.AddRange(_problems.OrderBy(problem => problem.File, StringComparer.Ordinal));
        return masked;
    }

    private async Task<StoredCase> WithAsync(StoredCase stored, SourceMask mask, CancellationToken cancellationToken)
    {
        try
        {
            var image = VolumeFile.IsNamedAsOne(mask.File) ? SliceOf(stored, mask) : RasterReader.Read(Path.Combine(folder, mask.File));
            if (image is null)
                return Without(stored, new SourceProblem(mask.File, null, "The mask has another number of slices than its image. Export it on the grid of the volume, or its middle slice alone."));
            if ((image.Width, image.Height) != (stored.Facts.Width, stored.Facts.Height))
                return Without(stored, new SourceProblem(mask.File, null, $"The mask has {image.Width} x {image.Height} pixels, its image {stored.Facts.Width} x {stored.Facts.Height}. Export it in the size of the image."));
            if (!image.Pixels.Any(pixel => pixel != 0))
                return Without(stored, new SourceProblem(mask.File, null, $"The mask is black: it shows no {mask.Label}.", IsNote: true));
            var inside = new GrayImage(image.Width, image.Height, 8, Array.ConvertAll(image.Pixels, pixel => pixel == 0 ? (ushort)0 : byte.MaxValue));
            var pixels = await blobs.PutAsync(GrayPng.Write(inside), cancellationToken);
            var boxes = stored.Source.Boxes;
            return stored with
            {
                Masks = [.. stored.Masks, (mask.Label, pixels)],
                Source = boxes.Any(box => box.Label == mask.Label) ? stored.Source : stored.Source with { Boxes = [.. boxes, Around(inside, mask)] },
            };
        }
        catch (ImageFormatException bad)
        {
            return Without(stored, new SourceProblem(mask.File, null, $"{bad.Code}: {bad.Detail}"));
        }
    }

    /// <summary>The slice of a volume of masks that belongs to the case, the middle one as of the volume itself, or its only one; null where it has another number of slices. What is not 0 is inside.</summary>
    private GrayImage? SliceOf(StoredCase stored, SourceMask mask)
    {
        var volume = VolumeFile.Read(Path.Combine(folder, mask.File));
        var depth = VolumeSlices.Is(stored.Source.File) ? VolumeFile.Read(Path.Combine(folder, VolumeSlices.FileOf(stored.Source.File))).Depth : 1;
        if (volume.Depth != 1 && volume.Depth != depth) return null;
        return new GrayImage(volume.Width, volume.Height, 8, Array.ConvertAll(volume.Slice(volume.Depth / 2), value => value != 0 && !double.IsNaN(value) ? (ushort)byte.MaxValue : (ushort)0));
    }

    private StoredCase Without(StoredCase stored, SourceProblem problem)
    {
        _problems.Add(problem);
        return stored;
    }

    private static SourceBox Around(GrayImage mask, SourceMask source)
    {
        var inside = mask.Pixels.Index().Where(pixel => pixel.Item != 0).Select(pixel => (X: pixel.Index % mask.Width, Y: pixel.Index / mask.Width)).ToList();
        var (left, top) = (inside.Min(at => at.X), inside.Min(at => at.Y));
        return new SourceBox(1, source.Label, left, top, inside.Max(at => at.X) + 1 - left, inside.Max(at => at.Y) + 1 - top) { File = source.File };
    }
}
