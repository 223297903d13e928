using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

/// <summary>Every volume of the samples beside the repository, those that are too large to be kept with the tests among them.</summary>
public sealed class SharedVolumesTests
{
    [Fact]
    public void Every_expected_value_of_the_volumes_is_met()
    {
        var folder = Shared("volumes");
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json"));

        foreach (var file in expected.GetProperty("files").EnumerateObject()) VolumeChecks.MetaImageOfTheCt(folder, file.Name);
        foreach (var file in expected.GetProperty("nifti").EnumerateObject()) VolumeChecks.NiftiFile(folder, file.Name);
        foreach (var file in expected.GetProperty("grand_challenge").EnumerateObject())
        {
            if (file.Value.GetProperty("accept").GetString() == "decode") VolumeChecks.MetaImageOfDoubles(folder, file.Name);
            else Assert.Equal("E_UNSUPPORTED_FORMAT", VolumeValues.Outcome(Path.Combine(folder, file.Name)));
        }
    }

    [Fact]
    public void Every_knee_is_read()
    {
        var folder = Shared("knee");

        foreach (var file in VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("volumes").EnumerateObject()) VolumeChecks.Knee(folder, file.Name);
    }

    [Fact]
    public void Every_nodule_lies_in_its_voxel() => VolumeChecks.Luna(Shared("luna"));

    [Fact]
    public void A_series_is_put_in_the_order_of_the_patient()
    {
        var folder = Path.Combine(Shared("dicom_series"), "ct_lung");
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json"));

        var volume = DicomSeries.Read(Directory.GetFiles(folder, "*.dcm"));

        Assert.Equal(expected.GetProperty("shape_zyx").EnumerateArray().Select(side => side.GetInt32()), [volume.Depth, volume.Height, volume.Width]);
        Assert.Equal(VolumeValues.Point(expected.GetProperty("origin_xyz")), volume.Geometry.Origin);
        Assert.Equal(VolumeValues.Point(expected.GetProperty("spacing_xyz")), volume.Geometry.Spacing);
        VolumeValues.AssertSummary(expected.GetProperty("hu"), volume.All());
        Assert.Equal(expected.GetProperty("sha256_volume_int16le").GetString(), volume.Sha256Int16());
    }

    [Fact]
    public void A_series_whose_slices_have_slopes_of_their_own_is_read_in_floating_numbers()
    {
        var volume = DicomSeries.Read(Directory.GetFiles(Path.Combine(Shared("dicom_series"), "dicom_slope"), "*.dcm"));

        Assert.Equal((2, 2, 3, VoxelType.Floating64, 0.5), (volume.Depth, volume.Height, volume.Width, volume.Type, volume.Geometry.Spacing.Z));
    }

    [Fact]
    public void Every_damaged_volume_ends_in_one_of_its_accepted_outcomes()
    {
        var folder = Shared("malformed");
        var files = VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("files").EnumerateObject().Where(file => VolumeFile.IsNamedAsOne(file.Name)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains(
            VolumeValues.Outcome(Path.Combine(folder, file.Name)), file.Value.GetProperty("expect").EnumerateArray().Select(outcome => outcome.GetString())));
    }

    /// <summary>Skips the test where the folder is not beside the repository.</summary>
    private static string Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "samples", name) is var found && Directory.Exists(found)) return found;
        Assert.Skip($"shared/samples/{name} is not beside the repository, so the samples in it were not read.");
        throw new InvalidOperationException("A skipped test does not go on.");
    }
}
