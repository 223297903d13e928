using System.Text.Json;

namespace StudyPortal.Imaging.Tests.Dicom.Codecs;

public sealed class FrameCodecTests
{
    public static TheoryData<string> Encoded
    {
        get
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.At("codecs", "expected.json")));
            return [.. document.RootElement.EnumerateObject().Select(file => file.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Frames_decode_to_the_known_values(string file)
    {
        var encoded = EncodedFile.Read(file);
        var values = encoded.Values();

        AssertKnown(encoded, values);
    }

    /// <summary>Lossless values bit for bit; lossy ones where they are known, and in the mean.</summary>
    internal static void AssertKnown(EncodedFile encoded, long[] values)
    {
        if (encoded.Decoded.TryGetProperty("sha256_stored", out var hash))
        {
            Assert.Equal(hash.GetString(), Fixture.Sha256(encoded.Bytes(values)));
            return;
        }
        var tolerance = encoded.Decoded.GetProperty("tolerance_abs").GetDouble();
        foreach (var probe in encoded.Decoded.GetProperty("probes").EnumerateArray())
            Assert.Equal(probe[1].GetDouble(), values[Index(encoded, probe[0])], tolerance);
        Assert.Equal(encoded.Decoded.GetProperty("stored").GetProperty("mean").GetDouble(), values.Average(), 0.5);
    }

    /// <summary>A probe's place: [frame,] row, column [, sample].</summary>
    private static int Index(EncodedFile encoded, JsonElement place)
    {
        int[] places = [.. place.EnumerateArray().Select(number => number.GetInt32())];
        int[] sizes = encoded.Shape.Samples == 1 ? [encoded.Shape.Rows, encoded.Shape.Columns] : [encoded.Shape.Rows, encoded.Shape.Columns, encoded.Shape.Samples];
        var index = places.Length > sizes.Length ? places[0] : 0;
        for (var axis = 0; axis < sizes.Length; axis++)
            index = index * sizes[axis] + places[places.Length - sizes.Length + axis];
        return index;
    }
}
