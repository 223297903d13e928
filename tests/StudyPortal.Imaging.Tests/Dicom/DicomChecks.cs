using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>Compares an image with an entry of an expected.json.</summary>
internal static class DicomChecks
{
    /// <summary>The last digit to which means and deviations are written there.</summary>
    private const double Rounding = 1e-6;

    public static void Tags(JsonElement known, DicomDataset dataset)
    {
        var found = dataset.Elements.Where(element => DicomNames.KeywordOf(element.Tag) is not null).ToDictionary(element => DicomNames.KeywordOf(element.Tag)!);
        foreach (var tag in known.GetProperty("tags").EnumerateObject())
            Assert.Equal((tag.Name, string.Join('|', Values(tag.Value))), (tag.Name, string.Join('|', Values(dataset, found[tag.Name]))));
    }

    public static void Stored(JsonElement known, DicomDataset dataset)
    {
        var decode = known.GetProperty("decode");
        var frames = Enumerable.Range(0, DicomPixels.Frames(dataset)).Select(frame => DicomPixels.Stored(dataset, frame)).ToList();
        var first = frames[0];
        int[] shape = [.. frames.Count > 1 ? [frames.Count] : Array.Empty<int>(), first.Height, first.Width, .. first.Samples > 1 ? [first.Samples] : Array.Empty<int>()];

        Assert.Equal(decode.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()), shape);
        Assert.Equal(decode.GetProperty("dtype").GetString(), TypeOf(first));
        double[] values = [.. frames.SelectMany(frame => frame.Values)];
        var tolerance = decode.TryGetProperty("tolerance_abs", out var allowed) ? allowed.GetDouble() : 0;
        Assert.All(Probes(decode, shape), probe => Assert.Equal(probe.Value, values[probe.Index], tolerance));
        Summary(decode.GetProperty("stored"), values, tolerance);
        if (decode.TryGetProperty("sha256_stored", out var hash))
            Assert.Equal(hash.GetString(), Fixture.Sha256([.. frames.SelectMany(frame => frame.Bytes)]));
    }

    public static void Modality(JsonElement known, DicomDataset dataset)
    {
        var values = DicomPixels.ToModality(dataset) ?? throw new InvalidDataException("The image is in colour.");
        var slope = dataset.Decimals(DicomTags.RescaleSlope) is [var one, ..] ? Math.Max(1, Math.Abs(one)) : 1;

        Summary(known.GetProperty("modality_frame0"), values, Tolerance(known) * slope);
    }

    public static void Display(JsonElement known, DicomDataset dataset)
    {
        var expected = known.GetProperty("display8_frame0");
        var image = DicomPixels.ToGray(dataset);
        var tolerance = expected.GetProperty("tolerance_abs").GetDouble();

        Assert.All(Fixture.Probes(expected), probe => Assert.Equal(probe.Value, image[probe.Row, probe.Column], tolerance));
        Assert.Equal(expected.GetProperty("mean").GetDouble(), image.Pixels.Average(pixel => (double)pixel), tolerance / 2);
        Assert.Equal(expected.GetProperty("min").GetDouble(), image.Pixels.Min(), tolerance);
        Assert.Equal(expected.GetProperty("max").GetDouble(), image.Pixels.Max(), tolerance);
    }

    public static void Colours(JsonElement known, DicomDataset dataset)
    {
        var expected = known.GetProperty("rgb8");
        var frames = Enumerable.Range(0, DicomPixels.Frames(dataset)).Select(frame => DicomPixels.ToRgb(dataset, frame) ?? throw new InvalidDataException("The image is gray.")).ToList();
        byte[] samples = [.. frames.SelectMany(frame => frame.Samples)];
        var tolerance = expected.TryGetProperty("tolerance_abs", out var allowed) ? allowed.GetDouble() : 0;

        Assert.All(Probes(expected, [frames.Count, frames[0].Height, frames[0].Width, 3]), probe => Assert.Equal(probe.Value, samples[probe.Index], tolerance));
        Assert.Equal(expected.GetProperty("mean").GetDouble(), samples.Average(sample => (double)sample), Math.Max(Rounding, tolerance / 2));
        if (expected.TryGetProperty("sha256", out var hash))
            Assert.Equal(hash.GetString(), Fixture.Sha256(samples));
    }

    public static string TypeOf(StoredPixels stored) =>
        stored.Type.ToString().Replace("U", "uint", StringComparison.Ordinal).Replace("S", "int", StringComparison.Ordinal).Replace("F", "float", StringComparison.Ordinal);

    private static double Tolerance(JsonElement known) =>
        known.GetProperty("decode").TryGetProperty("tolerance_abs", out var allowed) ? allowed.GetDouble() : 0;

    private static void Summary(JsonElement known, double[] values, double tolerance)
    {
        var mean = values.Average();
        var allowed = Math.Max(Rounding * Math.Max(1, mean / 1e6), tolerance);
        Assert.Equal(known.GetProperty("mean").GetDouble(), mean, allowed);
        Assert.Equal(known.GetProperty("std").GetDouble(), Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), allowed);
        Assert.Equal(known.GetProperty("min").GetDouble(), values.Min(), Math.Max(Rounding, 2 * tolerance));
        Assert.Equal(known.GetProperty("max").GetDouble(), values.Max(), Math.Max(Rounding, 2 * tolerance));
    }

    /// <summary>The places count from the outermost axis that the probe names: a frame's alone are of the first frame.</summary>
    private static IEnumerable<(int Index, double Value)> Probes(JsonElement known, int[] shape) => known.GetProperty("probes").EnumerateArray().Select(probe =>
    {
        var place = probe[0].EnumerateArray().Select(axis => axis.GetInt32()).ToArray();
        return (place.Zip(shape[^place.Length..]).Aggregate(0, (index, axis) => index * axis.Second + axis.First), probe[1].GetDouble());
    });

    private static IEnumerable<string> Values(JsonElement known) => known.ValueKind switch
    {
        JsonValueKind.Array => known.EnumerateArray().SelectMany(Values),
        JsonValueKind.Number => [Fixture.Invariant(known.GetDouble())],
        _ => [known.GetString() ?? ""],
    };

    private static IEnumerable<string> Values(DicomDataset dataset, DicomElement element) => DicomNames.VrOf(element.Tag) switch
    {
        "US" => dataset.UnsignedShorts(element.Tag).Select(number =>
            Fixture.Invariant(element.Tag == DicomTags.PixelPaddingValue && dataset.UnsignedShort(DicomTags.PixelRepresentation) == 1 ? (short)number : number)),
        "DS" or "IS" => dataset.Decimals(element.Tag).Select(Fixture.Invariant),
        // Groups of a name that are empty at its end may be left out (PS3.5 6.2.1).
        "PN" => [(dataset.Text(element.Tag) ?? "").TrimEnd('=')],
        _ => (dataset.Text(element.Tag) ?? "").Split('\\').Select(text => text.Trim()),
    };
}
