using System.Globalization;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

public sealed class DicomSeriesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-series").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Slices_are_ordered_along_their_normal_and_carry_their_own_rescale()
    {
        var volume = DicomSeries.Read([Slice("b", 10, 12.5), Slice("a", 20, 7.5, intercept: "-500"), Slice("c", 30, 10, slope: "2")]);

        Assert.Equal((3, 2, 3, VoxelType.Signed32), (volume.Depth, volume.Height, volume.Width, volume.Type));
        Assert.Equal([20 - 500, 60 - 1024, 10 - 1024], Enumerable.Range(0, 3).Select(z => volume.Slice(z)[0]));
        Assert.Equal((new Point3(-100, -90, 7.5), new Point3(0.5, 0.75, 2.5)), (volume.Geometry.Origin, volume.Geometry.Spacing));
        Assert.Equal(new VoxelIndex(2, 1, 2), volume.Geometry.Nearest(new(-99, -89.25, 12.5)));
    }

    [Fact]
    public void A_slope_that_is_no_whole_number_is_kept()
    {
        var volume = DicomSeries.Read([Slice("a", 10, 0), Slice("b", 10, 1, slope: "1.5")]);

        Assert.Equal((VoxelType.Floating64, 10.0 - 1024, 15.0 - 1024), (volume.Type, volume.Slice(0)[0], volume.Slice(1)[0]));
    }

    [Fact]
    public void A_gantry_that_is_tilted_moves_the_slices_and_not_the_patient()
    {
        var geometry = DicomSeries.Read([Slice("a", 1, 0), Slice("b", 1, 2, y: -91)]).Geometry;

        Assert.Equal(new Point3(-100, -91, 2), geometry.ToWorld(new(0, 0, 1)));
    }

    [Fact]
    public void A_slice_alone_is_as_thick_as_it_says() => Assert.Equal(4, DicomSeries.Read([Slice("a", 1, 0)]).Geometry.Spacing.Z);

    [Fact]
    public void Files_that_are_not_one_evenly_spaced_series_are_refused_with_the_file()
    {
        AssertRefused("same place", "b", Slice("a", 1, 0), Slice("b", 2, 0));
        AssertRefused("after the one before it", "b", Slice("a", 1, 0), Slice("b", 2, 1), Slice("c", 3, 3));
        AssertRefused("another series", "b", Slice("a", 1, 0), Slice("b", 2, 1, change: slice => slice.Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", "1.2.9"))));
        AssertRefused("another series", "b", Slice("a", 1, 0), Slice("b", 2, 1, change: slice => slice.Set(DicomElement.Text(DicomTags.PixelSpacing, "DS", "1\\1"))));
        AssertRefused("where its slice lies", "a", Slice("a", 1, 0, change: slice => slice.Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", "1\\1"))));
    }

    private static void AssertRefused(string reason, string file, params string[] files)
    {
        var refused = Assert.Throws<ImageFormatException>(() => DicomSeries.Read(files));

        Assert.Equal((ImageFault.InvalidDataset, file), (refused.Fault, Path.GetFileName(refused.File)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A slice of one shade, two rows by three columns.</summary>
    private string Slice(string name, ushort shade, double z, string slope = "1", string intercept = "-1024", double y = -90, Func<DicomDataset, DicomDataset>? change = null)
    {
        var dataset = new DicomDataset()
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", "1.2.840.10008.5.1.4.1.1.2"))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", "1.2.3"))
            .Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", "1.2.4.1"))
            .Set(DicomElement.Text(DicomTags.SliceThickness, "DS", "4"))
            .Set(DicomElement.Text(DicomTags.ImageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0"))
            .Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", string.Create(CultureInfo.InvariantCulture, $"-100\\{y}\\{z}")))
            .Set(DicomElement.Text(DicomTags.PixelSpacing, "DS", "0.75\\0.5"))
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, 2))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, 3))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 12))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 11))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 0))
            .Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", slope))
            .Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", intercept))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Enumerable.Repeat(BitConverter.GetBytes(shade), 6).SelectMany(bytes => bytes).ToArray()));
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, DicomWriter.Write(change?.Invoke(dataset) ?? dataset));
        return path;
    }
}
