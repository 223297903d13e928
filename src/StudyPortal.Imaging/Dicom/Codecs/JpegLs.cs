using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>JPEG-LS (ITU-T T.87), lossless and near-lossless, decoded by CharLS.</summary>
internal static class JpegLs
{
    private const string Name = "JPEG-LS";

    /// <exception cref="ImageFormatException">The codestream is damaged or not of that shape, or CharLS is not installed.</exception>
    public static unsafe DecodedFrame Decode(ReadOnlySpan<byte> codestream, FrameShape shape)
    {
        var whole = codestream[..Length(codestream)];
        try
        {
            fixed (byte* source = whole)
            {
                using var decoder = CharlsNative.Create();
                if (decoder.IsInvalid)
                    throw new InsufficientMemoryException();
                Require(CharlsNative.SetSource(decoder, source, (nuint)whole.Length));
                Require(CharlsNative.ReadHeader(decoder));
                Require(CharlsNative.GetFrame(decoder, out var frame));
                FrameCodec.RequireSize(Name, shape, frame.Height, frame.Width, frame.Components);
                if (frame.BitsPerSample > shape.BitsAllocated)
                    throw FrameCodec.Corrupt(Name, $"samples of {frame.BitsPerSample} bits, where the header allocates {shape.BitsAllocated}");
                return Decode(decoder, frame.BitsPerSample <= 8 ? 1 : 2, shape);
            }
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            throw FrameCodec.NotInstalled(Name, "CharLS 2 (libcharls.so.2)", "libcharls2", absent);
        }
    }

    /// <summary>Where the codestream ends. CharLS 2.4 can search for ever for an end that is missing.</summary>
    private static int Length(ReadOnlySpan<byte> codestream)
    {
        if (!codestream.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarkers.StartOfImage]))
            throw FrameCodec.Corrupt(Name, "the marker of its start is missing");
        var markers = new JpegMarkers(Name, codestream);
        while (markers.Next() != JpegMarkers.EndOfImage) { }
        return markers.Position;
    }

    private static DecodedFrame Decode(CharlsNative.Decoder decoder, int sampleBytes, FrameShape shape)
    {
        Require(CharlsNative.GetInterleaveMode(decoder, out var interleaveMode));
        Require(CharlsNative.GetColourTransformation(decoder, out var transformation));
        var decoded = new byte[shape.Pixels * shape.Samples * sampleBytes];
        Require(CharlsNative.Decode(decoder, decoded, (nuint)decoded.Length, 0));
        var isPlanar = interleaveMode == 0 && shape.Samples > 1;
        var isAsAllocated = sampleBytes == shape.BytesPerSample && !isPlanar;
        return new DecodedFrame(isAsAllocated ? decoded : Packed(decoded, sampleBytes, isPlanar, shape), IsRgb: transformation != 0);
    }

    private static byte[] Packed(byte[] decoded, int sampleBytes, bool isPlanar, FrameShape shape)
    {
        var buffer = new SampleBuffer(shape);
        var samples = buffer.Samples;
        var wide = MemoryMarshal.Cast<byte, ushort>(decoded.AsSpan());
        for (var index = 0; index < samples.Length; index++)
        {
            var from = isPlanar ? index % shape.Samples * shape.Pixels + index / shape.Samples : index;
            samples[index] = sampleBytes == 1 ? decoded[from] : wide[from];
        }
        return buffer.Packed();
    }

    private static void Require(int error)
    {
        if (error != 0)
            throw FrameCodec.Corrupt(Name, Marshal.PtrToStringUTF8(CharlsNative.ErrorMessage(error))?.TrimEnd('.') ?? $"error {error}");
    }
}
