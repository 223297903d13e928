using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

public sealed class VolumeGeometryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-geometry").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Axes_that_run_backwards_are_followed_not_mirrored()
    {
        var geometry = Geometry("-1 0 0 0 -1 0 0 0 1", "100 50 -20", "2 2 5");

        Assert.Equal(new VoxelIndex(3, 4, 1), geometry.Nearest(new(94, 42, -15)));
        Assert.Equal(new VoxelIndex(-3, 0, 0), geometry.Nearest(new(106, 50, -20)));
    }

    [Fact]
    public void Halves_are_rounded_away_from_zero()
    {
        var geometry = Geometry("1 0 0 0 1 0 0 0 1", "0 0 0", "2 2 2");

        Assert.Equal(new VoxelIndex(1, 2, 3), geometry.Nearest(new(1, 3, 5)));
        Assert.Equal(new VoxelIndex(-1, -2, -3), geometry.Nearest(new(-1, -3, -5)));
    }

    [Theory]
    [InlineData("1 0 0 0 1 0 0 0 1")]
    [InlineData("0.6 0.8 0 -0.8 0.6 0 0 0 1")]
    [InlineData("0.36 0.48 -0.8 -0.8 0.6 0 0.48 0.64 0.6")]
    [InlineData("1 0 0 0 1 0 0 0.2 0.979795897")]
    public void There_and_back_again(string axes)
    {
        var geometry = Geometry(axes, "-118.38 -219.5 -210", "0.56 0.57 3");

        var back = geometry.ToVoxel(geometry.ToWorld(new(17.25, 3.5, -2)));

        Assert.Equal((17.25, 3.5, -2), (Math.Round(back.X, 9), Math.Round(back.Y, 9), Math.Round(back.Z, 9)));
    }

    private VolumeGeometry Geometry(string axes, string origin, string spacing)
    {
        var path = Path.Combine(_folder, "v.mha");
        File.WriteAllText(path, $"NDims = 3\nDimSize = 1 1 1\nElementType = MET_UCHAR\nTransformMatrix = {axes}\nOffset = {origin}\nElementSpacing = {spacing}\nElementDataFile = LOCAL\n0");
        return VolumeFile.Read(path).Geometry;
    }
}
