using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>RLE lossless (PS3.5, annex G): a segment of packed bits for each byte of a pixel, the highest byte first.</summary>
internal static class RunLength
{
    private const string Name = "RLE";
    private const int HeaderLength = 64;
    private const int MaxSegments = 15;

    public static byte[] Decode(ReadOnlySpan<byte> codestream, FrameShape shape)
    {
        var segments = Segments(codestream, shape.Samples * shape.BytesPerSample);
        var pixels = new byte[shape.Bytes];
        for (var index = 0; index < segments.Length; index++)
        {
            var (sample, fromTop) = Math.DivRem(index, shape.BytesPerSample);
            var first = sample * shape.BytesPerSample + shape.BytesPerSample - 1 - fromTop;
            if (!Unpack(codestream[segments[index]], pixels.AsSpan(first), segments.Length, shape.Pixels))
                throw FrameCodec.Corrupt(Name, $"segment {index + 1} ends before its {shape.Pixels} bytes");
        }
        return pixels;
    }

    /// <summary>The byte ranges of the header's table, which must name as many segments as a pixel has bytes.</summary>
    private static Range[] Segments(ReadOnlySpan<byte> codestream, int expected)
    {
        if (codestream.Length < HeaderLength)
            throw FrameCodec.Corrupt(Name, $"{codestream.Length} bytes, where the table of segments alone takes {HeaderLength}");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(codestream);
        if (count != expected || count > MaxSegments)
            throw FrameCodec.Corrupt(Name, $"{count} segments, where a pixel of {expected} bytes needs {expected}");
        var ranges = new Range[expected];
        var end = (uint)codestream.Length;
        for (var index = expected - 1; index >= 0; index--)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(codestream[(4 + 4 * index)..]);
            if (start < HeaderLength || start >= end)
                throw FrameCodec.Corrupt(Name, $"segment {index + 1} begins at {start}, where {HeaderLength} to {end - 1L} was expected");
            ranges[index] = (int)start..(int)end;
            end = start;
        }
        return ranges;
    }

    /// <summary>Writes <paramref name="count"/> bytes, every <paramref name="step"/>th; false when the segment has fewer.</summary>
    private static bool Unpack(ReadOnlySpan<byte> packed, Span<byte> into, int step, int count)
    {
        var (at, read, end) = (0, 0, (count - 1) * step + 1);
        while (at < end && read < packed.Length)
        {
            var control = (sbyte)packed[read++];
            if (control == sbyte.MinValue)
                continue;
            var isRun = control < 0;
            var length = isRun ? 1 - control : control + 1;
            if (packed.Length - read < (isRun ? 1 : length))
                return false;
            for (var copied = 0; copied < length && at < end; copied++, at += step)
                into[at] = packed[isRun ? read : read + copied];
            read += isRun ? 1 : length;
        }
        return at >= end;
    }
}
