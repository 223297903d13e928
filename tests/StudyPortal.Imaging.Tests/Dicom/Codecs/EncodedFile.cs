using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Tests.Dicom.Codecs;

/// <summary>The codestreams of an encapsulated file, cut out of it by the lengths of its fragments, and what is known of them.</summary>
internal sealed class EncodedFile
{
    private EncodedFile(JsonElement expected, string path)
    {
        var tags = expected.GetProperty("tags");
        TransferSyntax = expected.GetProperty("transfer_syntax").GetString()!;
        Shape = new FrameShape(Number("Rows"), Number("Columns"), Number("SamplesPerPixel"), Number("BitsAllocated"), Number("BitsStored"), Number("PixelRepresentation") == 1);
        Decoded = expected.GetProperty("decode");
        Frames = Joined(Fragments(File.ReadAllBytes(path)), tags.TryGetProperty("NumberOfFrames", out var frames) ? frames.GetInt32() : 1);

        int Number(string name) => tags.GetProperty(name).GetInt32();
    }

    public string TransferSyntax { get; }

    public FrameShape Shape { get; }

    public JsonElement Decoded { get; }

    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>Skips the test where the decoder of the file is not installed.</summary>
    public static EncodedFile Read(string file) => Read(Fixture.Expected("codecs", file), Fixture.At("dicom", file));

    /// <inheritdoc cref="Read(string)"/>
    public static EncodedFile Read(JsonElement expected, string path)
    {
        var encoded = new EncodedFile(expected, path);
        var number = encoded.TransferSyntax.Split('.')[^1];
        var (library, package) = number switch
        {
            "80" or "81" => ("libcharls.so.2", "libcharls2"),
            "90" or "91" or "201" => ("libopenjp2.so.7", "libopenjp2-7"),
            _ => ("", ""),
        };
        Assert.SkipUnless(library.Length == 0 || NativeLibrary.TryLoad(library, out _), $"{library} is not installed: apt-get install {package}");
        return encoded;
    }

    public DecodedFrame Decode(int frame = 0) => FrameCodec.Decode(TransferSyntax, Frames[frame], Shape);

    /// <summary>The numbers in the cells of all frames.</summary>
    public long[] Values() => [.. Enumerable.Range(0, Frames.Count).SelectMany(frame => Values(Decode(frame).Pixels))];

    /// <summary>The values as their smallest type has them, little endian.</summary>
    public byte[] Bytes(long[] values)
    {
        var bytes = Decoded.GetProperty("dtype").GetString() switch { "uint8" or "int8" => 1, "uint16" or "int16" => 2, _ => 4 };
        return [.. values.SelectMany(value => BitConverter.GetBytes(value)[..bytes])];
    }

    private IEnumerable<long> Values(byte[] pixels)
    {
        Assert.Equal(Shape.Bytes, pixels.Length);
        for (var at = 0; at < pixels.Length; at += Shape.BytesPerSample)
            yield return (Shape.BitsAllocated, Shape.IsSigned) switch
            {
                (8, _) => pixels[at],
                (16, true) => BitConverter.ToInt16(pixels, at),
                (16, false) => BitConverter.ToUInt16(pixels, at),
                _ => BitConverter.ToUInt32(pixels, at),
            };
    }

    private static List<byte[]> Fragments(ReadOnlySpan<byte> file)
    {
        var start = file.LastIndexOf((ReadOnlySpan<byte>)[0xE0, 0x7F, 0x10, 0x00]) + 12;
        var fragments = new List<byte[]>();
        while (start + 8 <= file.Length && file[start + 2] == 0x00 && file[start + 3] == 0xE0)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(start + 4)..]);
            fragments.Add(file.Slice(start + 8, length).ToArray());
            start += 8 + length;
        }
        return fragments[1..];
    }

    /// <summary>A fragment that begins a JPEG begins a frame, where there are more fragments than frames.</summary>
    private static List<byte[]> Joined(List<byte[]> fragments, int frames)
    {
        if (fragments.Count == frames)
            return fragments;
        var joined = new List<byte[]>();
        foreach (var fragment in fragments)
            if (joined.Count == 0 || (frames > 1 && fragment is [0xFF, 0xD8, ..]))
                joined.Add(fragment);
            else
                joined[^1] = [.. joined[^1], .. fragment];
        return joined;
    }
}
