using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>What the main header of a JPEG 2000 codestream says (ITU-T T.800, annex A), read before anything is decoded.</summary>
/// <param name="Precisions">By component, in bits.</param>
/// <param name="IsTransformed">The first three components hold a colour transform, which the decoder undoes.</param>
/// <param name="IsReversible">Of the wavelet: nothing was rounded.</param>
internal sealed record Jpeg2000Header(long Rows, long Columns, int[] Precisions, bool IsSubsampled, long Tiles, bool IsTransformed, bool IsReversible)
{
    public const string Name = "JPEG 2000";

    private const int Size = 0xFF51, CodingStyle = 0xFF52, TilePart = 0xFF90, EndOfCodestream = 0xFFD9;

    /// <summary>The codestream itself, where a JP2 file is wrapped around it.</summary>
    public static ReadOnlyMemory<byte> Unwrapped(ReadOnlyMemory<byte> codestream)
    {
        var left = codestream;
        while (left.Length >= 8 && BinaryPrimitives.ReadUInt16BigEndian(left.Span) != 0xFF4F)
        {
            var (length, isCodestream) = (BinaryPrimitives.ReadUInt32BigEndian(left.Span), left.Span[4..8].SequenceEqual("jp2c"u8));
            if (isCodestream)
                return left[8..];
            if (length < 8 || length > left.Length)
                break;
            left = left[(int)length..];
        }
        return left;
    }

    /// <summary>Reads the main header, and follows the tile parts to the end of the codestream.</summary>
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM: something is missing.</exception>
    public static Jpeg2000Header Read(ReadOnlySpan<byte> codestream)
    {
        if (codestream.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(codestream) != 0xFF4FFF51)
            throw FrameCodec.Corrupt(Name, "the markers of its start are missing");
        Jpeg2000Header? header = null;
        var position = 2;
        for (int marker; (marker = Marker(codestream, position)) != TilePart;)
        {
            var segment = Segment(codestream, position);
            if (marker == Size && header is null)
                header = OfSize(segment);
            else if (marker == CodingStyle && header is not null)
                header = header.WithStyle(segment);
            position += 4 + segment.Length;
        }
        header!.RequireTiles(codestream, position);
        return header;
    }

    private static Jpeg2000Header OfSize(ReadOnlySpan<byte> segment)
    {
        var components = segment.Length < 36 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(segment[34..]);
        if (components == 0 || segment.Length < 36 + 3 * components)
            throw FrameCodec.Corrupt(Name, "its size segment is incomplete");
        var numbers = new long[8];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = BinaryPrimitives.ReadUInt32BigEndian(segment[(2 + 4 * index)..]);
        var (width, height, tileWidth, tileHeight) = (numbers[0] - numbers[2], numbers[1] - numbers[3], numbers[4], numbers[5]);
        if (width < 1 || height < 1 || tileWidth < 1 || tileHeight < 1)
            throw FrameCodec.Corrupt(Name, $"{height} x {width} pixels in tiles of {tileHeight} x {tileWidth}");
        var tiles = ((numbers[0] - numbers[6] + tileWidth - 1) / tileWidth) * ((numbers[1] - numbers[7] + tileHeight - 1) / tileHeight);
        var (precisions, isSubsampled) = (new int[components], false);
        for (var index = 0; index < components; index++)
        {
            var entry = segment.Slice(36 + 3 * index, 3);
            precisions[index] = (entry[0] & 0x7F) + 1;
            isSubsampled |= entry[1] != 1 || entry[2] != 1;
        }
        return new(height, width, precisions, isSubsampled, tiles, IsTransformed: false, IsReversible: false);
    }

    private Jpeg2000Header WithStyle(ReadOnlySpan<byte> segment) => segment.Length < 10
        ? throw FrameCodec.Corrupt(Name, "its coding style segment is incomplete")
        : this with { IsTransformed = segment[4] != 0 && Precisions.Length >= 3, IsReversible = segment[9] == 1 };

    private void RequireTiles(ReadOnlySpan<byte> codestream, int position)
    {
        var seen = new HashSet<int>();
        while (Marker(codestream, position) == TilePart)
        {
            var segment = Segment(codestream, position);
            if (segment.Length < 8)
                throw FrameCodec.Corrupt(Name, $"the header of a tile is incomplete, at byte {position}");
            seen.Add(BinaryPrimitives.ReadUInt16BigEndian(segment));
            var length = BinaryPrimitives.ReadUInt32BigEndian(segment[2..]);
            // A length of 0 reaches to the end of the codestream.
            var end = length == 0 ? (uint)codestream.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) : position + length;
            if (end < position + 12 || end > codestream.Length)
                throw FrameCodec.Corrupt(Name, $"the tile at byte {position} has {length} bytes; {codestream.Length - position} are left");
            position = (int)end;
        }
        if (Marker(codestream, position) != EndOfCodestream)
            throw FrameCodec.Corrupt(Name, $"neither a tile nor the end of the codestream at byte {position}");
        if (seen.Count != Tiles)
            throw FrameCodec.Corrupt(Name, $"{seen.Count} tiles, where its size needs {Tiles}");
    }

    private static int Marker(ReadOnlySpan<byte> codestream, int position) => position + 2 <= codestream.Length
        ? BinaryPrimitives.ReadUInt16BigEndian(codestream[position..])
        : throw FrameCodec.Corrupt(Name, "it is cut short: the marker of its end is missing");

    /// <summary>What the marker at this position brings with it, without its length.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> codestream, int position)
    {
        var left = codestream[(position + 2)..];
        var length = left.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(left);
        return length >= 2 && length <= left.Length
            ? left[2..length]
            : throw FrameCodec.Corrupt(Name, $"a segment of {length} bytes begins at byte {position}, where {left.Length} are left");
    }
}
