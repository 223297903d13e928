using System.Collections.Concurrent;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Stores the slices of a series again under one rescale, where each has its own and no slice can be brought under that of another without
/// loss (PET: a slope for each slice). The levels are 65,536 equal steps from the least to the greatest value of the slices, and each value
/// goes to the nearest, so that none is off by more than half a step, 1/131,070 of that range; a slice whose own values fill little of the range
/// is counted more coarsely than its file does.
/// </summary>
internal sealed class CommonLevels(BlobStore blobs, ConcurrentDictionary<string, StoredImage> stored)
{
    /// <summary>Those of the files that are stored under one rescale now: all that have the size of the first and a rescale that goes the same way.</summary>
    public async Task<IReadOnlyList<string>> GiveAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var first = stored[files[0]].Facts;
        var alike = files.Where(file => stored.TryGetValue(file, out var image) && image.Facts.HasSizeOf(first) && IsRising(image.Facts) is { } rises && rises == IsRising(first)).ToList();
        var ranges = new ConcurrentBag<(double Low, double High)>();
        await Parallel.ForEachAsync(alike, cancellationToken, async (file, cancelled) => ranges.Add(Range(await ReadAsync(stored[file], cancelled), stored[file].Facts.Rescale!)));
        if (ranges.IsEmpty) return [];
        var common = Common(ranges.Min(range => range.Low), ranges.Max(range => range.High), 1 << first.BitDepth, IsRising(first) is true);
        await Parallel.ForEachAsync(alike, cancellationToken, async (file, cancelled) => stored[file] = await UnderAsync(common, stored[file], cancelled));
        return alike;
    }

    /// <summary>Whether a higher level means a higher value; null where levels mean nothing.</summary>
    private static bool? IsRising(PixelFacts facts) => facts.Rescale is { Slope: not 0 } rescale ? rescale.Slope > 0 : null;

    private static (double Low, double High) Range(GrayImage image, LinearRescale rescale)
    {
        var (one, other) = (rescale.Slope * image.Pixels.Min() + rescale.Intercept, rescale.Slope * image.Pixels.Max() + rescale.Intercept);
        return (Math.Min(one, other), Math.Max(one, other));
    }

    private static LinearRescale Common(double low, double high, int levels, bool rises)
    {
        var step = high > low ? (high - low) / (levels - 1) : 1;
        return rises ? new LinearRescale(step, low) : new LinearRescale(-step, high);
    }

    private async Task<StoredImage> UnderAsync(LinearRescale common, StoredImage image, CancellationToken cancellationToken)
    {
        var (facts, own) = (image.Facts, image.Facts.Rescale!);
        var pixels = CommonRescale.Nearest(await ReadAsync(image, cancellationToken), own, common);
        return image with
        {
            Pixels = await blobs.PutAsync(GrayPng.Write(pixels), cancellationToken),
            Facts = facts with
            {
                Rescale = common,
                WindowLow = (int)Math.Floor(Level(facts.WindowLow)),
                WindowHigh = (int)Math.Ceiling(Level(facts.WindowHigh)),
            },
        };

        double Level(int of) => common.PixelAt(own.Slope * of + own.Intercept);
    }

    private async Task<GrayImage> ReadAsync(StoredImage image, CancellationToken cancellationToken) => GrayPng.Read(await blobs.ReadAsync(image.Pixels, cancellationToken));
}
