namespace StudyPortal.Imaging.Volumes;

/// <summary>The slices of one DICOM series as a volume: in order along their normal, each in the unit of its own rescale.</summary>
public static class DicomSeries
{
    /// <summary>Slices nearer to each other than this lie at the same place (mm).</summary>
    private const double Same = 0.001;

    /// <summary>By how much a gap may differ from the mean gap, as a share of it; positions are often rounded.</summary>
    private const double Unevenness = 0.05;

    /// <summary>Reads the headers of all files; the pixels of a slice when it is asked for.</summary>
    /// <exception cref="ImageFormatException">A file cannot be read, or the files are not one evenly spaced series.</exception>
    public static Volume Read(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var slices = files.Select(SeriesSlice.Read).OrderBy(slice => slice.Plane.Along).ToList();
        if (slices is not [var first, ..])
            throw new ImageFormatException(ImageFault.InvalidDataset, "No files; at least one slice was expected.");
        foreach (var slice in slices)
            if (!slice.IsLike(first))
                throw new ImageFormatException(ImageFault.InvalidDataset, "The file is of another series, size, spacing or direction than the first slice. Give the files of one series.", slice.File);
        CheckGaps(slices);
        var isWhole = slices.TrueForAll(slice => slice.IsWhole);
        var shape = VolumeShape.OfSlices(slices.Count, first.Height, first.Width, isWhole ? VoxelType.Signed32 : VoxelType.Floating64);
        return new Volume(shape, GeometryOf(slices), (z, first, count) => slices[z].Values(isWhole).AsSpan(first * shape.RowBytes, count * shape.RowBytes).ToArray());
    }

    private static void CheckGaps(List<SeriesSlice> slices)
    {
        var mean = (slices[^1].Plane.Along - slices[0].Plane.Along) / Math.Max(1, slices.Count - 1);
        foreach (var (before, after) in slices.Zip(slices.Skip(1)))
        {
            var gap = after.Plane.Along - before.Plane.Along;
            if (gap < Same)
                throw new ImageFormatException(ImageFault.InvalidDataset, "Another slice lies at the same place. Give the files of one volume, not of several times or echoes.", after.File);
            if (Math.Abs(gap - mean) > Unevenness * mean)
                throw new ImageFormatException(ImageFault.InvalidDataset, FormattableString.Invariant($"The slice lies {gap:0.###} mm after the one before it, where {mean:0.###} mm are the mean. Slices are missing, or are not evenly spaced."), after.File);
        }
    }

    /// <summary>The step between slices goes from corner to corner, so that a tilted gantry's series lies as it was taken.</summary>
    private static VolumeGeometry GeometryOf(List<SeriesSlice> slices)
    {
        var first = slices[0];
        var step = slices.Count > 1
            ? slices[^1].Corner.Minus(first.Corner).Times(1.0 / (slices.Count - 1))
            : first.Row.Cross(first.Column).Times(first.Thickness);
        return VolumeGeometry.OfSteps(first.Corner, first.Row.Times(first.ColumnSpacing), first.Column.Times(first.RowSpacing), step);
    }
}
