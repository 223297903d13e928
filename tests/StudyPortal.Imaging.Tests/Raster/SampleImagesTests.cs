using System.Text.Json;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

/// <summary>Every raster file of shared/samples, where that folder lies beside the repository.</summary>
public sealed class SampleImagesTests
{
    [Fact]
    public void Every_sample_image_meets_its_known_values()
    {
        var folder = SampleFolder("images");
        foreach (var file in Expected(folder).EnumerateObject())
        {
            var samples = RasterReader.ReadSamples(Path.Combine(folder, file.Name));
            var values = Values(samples);
            int[] shape = samples.Channels == 1 ? [samples.Height, samples.Width] : [samples.Height, samples.Width, samples.Channels];
            var tolerance = file.Value.TryGetProperty("tolerance_abs", out var allowed) ? allowed.GetDouble() : 0;
            Assert.Equal(file.Value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()), shape);
            Assert.Equal(file.Value.GetProperty("dtype").GetString(), samples.Type switch { SampleType.EightBits => "uint8", SampleType.SixteenBits => "uint16", _ => "float32" });
            Assert.Equal(file.Value.GetProperty("mean").GetDouble(), values.Average(), Math.Max(tolerance, 1e-5));
            if (file.Value.TryGetProperty("sha256_pixels", out var hash)) Assert.Equal(hash.GetString(), Fixture.Sha256(samples.Values));
            foreach (var probe in file.Value.GetProperty("probes").EnumerateArray())
            {
                var at = probe[0].EnumerateArray().Select(index => index.GetInt32()).ToArray();
                var index = ((at[0] * samples.Width) + at[1]) * samples.Channels + (at.Length > 2 ? at[2] : 0);
                Assert.InRange(values[index], probe[1].GetDouble() - tolerance, probe[1].GetDouble() + tolerance);
            }
        }
    }

    [Fact]
    public void Every_malformed_raster_file_is_refused_as_it_should_be()
    {
        var folder = SampleFolder("malformed");
        var files = Expected(folder).GetProperty("files").EnumerateObject().Where(file => file.Name.EndsWith(".png", StringComparison.Ordinal) || file.Name.EndsWith(".jpg", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains(
            Assert.Throws<ImageFormatException>(() => RasterReader.Read(Path.Combine(folder, file.Name))).Code,
            file.Value.GetProperty("expect").EnumerateArray().Select(code => code.GetString())));
    }

    private static double[] Values(RasterSamples samples) => samples.Type switch
    {
        SampleType.EightBits => Array.ConvertAll(samples.Values, value => (double)value),
        SampleType.SixteenBits => [.. Enumerable.Range(0, samples.Values.Length / 2).Select(index => (double)BitConverter.ToUInt16(samples.Values, index * 2))],
        _ => [.. Enumerable.Range(0, samples.Values.Length / 4).Select(index => (double)BitConverter.ToSingle(samples.Values, index * 4))],
    };

    private static JsonElement Expected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        return document.RootElement.Clone();
    }

    private static string SampleFolder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "samples", name) is var found && Directory.Exists(found)) return found;
        Assert.Skip($"shared/samples/{name} is not beside the repository, so the images in it were not read.");
        throw new InvalidOperationException("A skipped test does not go on.");
    }
}
