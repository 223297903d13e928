using System.Text.Json;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

/// <summary>What must hold of the sample volumes, wherever they lie.</summary>
internal static class VolumeChecks
{
    /// <summary>A MetaImage of the CT of volumes/expected.json.</summary>
    public static void MetaImageOfTheCt(string folder, string file)
    {
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json"));
        var about = expected.GetProperty("files").GetProperty(file);
        var volume = VolumeFile.Read(Path.Combine(folder, file));

        Assert.Equal((about.GetProperty("z")[1].GetInt32(), 128, 128, VoxelType.Signed16), (volume.Depth, volume.Height, volume.Width, volume.Type));
        Assert.Equal(VolumeValues.Point(expected.GetProperty("origin_xyz")), volume.Geometry.Origin);
        Assert.Equal(VolumeValues.Point(expected.GetProperty("spacing_xyz")), volume.Geometry.Spacing);
        var hash = about.TryGetProperty("sha256_int16le", out var own) ? own : expected.GetProperty("sha256_int16le");
        Assert.Equal(hash.GetString(), volume.Sha256());
        if (volume.Depth == 16) VolumeValues.AssertSummary(expected.GetProperty("hu"), volume.All());
    }

    public static void MetaImageOfDoubles(string folder, string file)
    {
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("grand_challenge").GetProperty(file);
        var volume = VolumeFile.Read(Path.Combine(folder, file));

        Assert.Equal((10, 10, 10, VoxelType.Floating64), (volume.Depth, volume.Height, volume.Width, volume.Type));
        Assert.Equal(expected.GetProperty("sha256_raw").GetString(), volume.Sha256());
        VolumeValues.AssertSummary(expected, volume.All());
    }

    public static void NiftiFile(string folder, string file)
    {
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("nifti").GetProperty(file);
        var volume = VolumeFile.Read(Path.Combine(folder, file));

        if (expected.TryGetProperty("sha256_int16le", out var hash)) Assert.Equal(hash.GetString(), volume.Sha256Int16());
        if (expected.TryGetProperty("mean_scaled", out var mean)) Assert.Equal(mean.GetDouble(), volume.All().Average(), 5);
        if (expected.TryGetProperty("raw", out var raw)) VolumeValues.AssertSummary(raw, volume.All());
        if (expected.TryGetProperty("dim", out var dim)) Assert.Equal((dim[3].GetInt32(), dim[2].GetInt32(), dim[1].GetInt32()), (volume.Depth, volume.Height, volume.Width));
        if (expected.TryGetProperty("affine_RAS", out var affine)) AssertAffine(affine, volume.Geometry);
    }

    /// <summary>NIfTI's world has x to the right and y to the front.</summary>
    public static void AssertAffine(JsonElement rows, VolumeGeometry geometry)
    {
        foreach (var voxel in (Point3[])[default, new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), new(3, 5, 2)])
        {
            var world = geometry.ToWorld(voxel);
            var expected = Enumerable.Range(0, 3).Select(row => rows[row][0].GetDouble() * voxel.X + rows[row][1].GetDouble() * voxel.Y + rows[row][2].GetDouble() * voxel.Z + rows[row][3].GetDouble());
            Assert.All(expected.Zip([-world.X, -world.Y, world.Z]), pair => Assert.Equal(pair.First, pair.Second, 9));
        }
    }

    public static void Knee(string folder, string file)
    {
        var expected = VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("volumes").GetProperty(file);
        var volume = VolumeFile.Read(Directory.GetFiles(folder, file, SearchOption.AllDirectories).Single());

        Assert.Equal(expected.GetProperty("shape_zyx").EnumerateArray().Select(side => side.GetInt32()), [volume.Depth, volume.Height, volume.Width]);
        Assert.Equal(expected.GetProperty("dtype").GetString(), volume.Type == VoxelType.Signed16 ? "<i2" : volume.Type == VoxelType.Unsigned16 ? "<u2" : "another");
        VolumeValues.AssertSummary(expected.GetProperty("volume"), volume.All());
        Assert.Equal(expected.GetProperty("sha256_int32le").GetString(), VolumeValues.Sha256Int32(volume.All()));
        Assert.Equal((expected.GetProperty("volume").GetProperty("min").GetDouble(), expected.GetProperty("volume").GetProperty("max").GetDouble()), volume.Range());
    }

    /// <summary>The voxel of each nodule, by the scan's own directions.</summary>
    public static void Luna(string folder)
    {
        foreach (var patch in VolumeValues.Root(Path.Combine(folder, "expected.json")).GetProperty("patches").EnumerateArray())
        {
            var volume = VolumeFile.Read(Directory.GetFiles(folder, patch.GetProperty("seriesuid").GetString() + ".mhd", SearchOption.AllDirectories).Single());
            var voxel = volume.Geometry.Nearest(VolumeValues.Point(patch.GetProperty("world_xyz")));
            Assert.Equal(patch.GetProperty("voxel_zyx").EnumerateArray().Select(index => index.GetInt32()), [voxel.Z, voxel.Y, voxel.X]);
        }
    }
}
