using System.Text.Json;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

/// <summary>Volumes against what expected.json says of them.</summary>
internal static class VolumeValues
{
    /// <summary>All values, slice by slice.</summary>
    public static double[] All(this Volume volume) => [.. Enumerable.Range(0, volume.Depth).SelectMany(volume.Slice)];

    /// <summary>The stored voxels as they lie in the file's order, little-endian.</summary>
    public static string Sha256(this Volume volume) =>
        Fixture.Sha256([.. Enumerable.Range(0, volume.Depth).SelectMany(volume.StoredSlice)]);

    public static string Sha256Int16(this Volume volume) => Fixture.Sha256([.. volume.All().SelectMany(value => BitConverter.GetBytes(checked((short)value)))]);

    public static string Sha256Int32(IEnumerable<double> values) => Fixture.Sha256([.. values.SelectMany(value => BitConverter.GetBytes(checked((int)value)))]);

    public static void AssertSummary(JsonElement expected, IReadOnlyCollection<double> values)
    {
        Assert.Equal(expected.GetProperty("min").GetDouble(), values.Min(), 12);
        Assert.Equal(expected.GetProperty("max").GetDouble(), values.Max(), 12);
        Assert.Equal(expected.GetProperty("mean").GetDouble(), values.Average(), 6);
    }

    public static Point3 Point(JsonElement numbers) => new(numbers[0].GetDouble(), numbers[1].GetDouble(), numbers[2].GetDouble());

    public static JsonElement Root(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>The refusal's code, or "decode" where every slice could be read. Any other exception fails the test.</summary>
    public static string Outcome(string path)
    {
        try
        {
            Assert.NotEmpty(VolumeFile.Read(path).All());
            return "decode";
        }
        catch (ImageFormatException refused)
        {
            return refused.Code;
        }
    }
}
