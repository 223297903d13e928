using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Walks the marker segments of a JPEG or JPEG-LS codestream (T.81, annex B; T.87, annex C).</summary>
/// <param name="encoding">Its name for refusals.</param>
internal ref struct JpegMarkers(string encoding, ReadOnlySpan<byte> codestream)
{
    public const int HuffmanTables = 0xC4, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA,
        QuantisationTables = 0xDB, RestartInterval = 0xDD;

    /// <summary>After 0xFF, smaller bytes belong to the bits of a scan.</summary>
    private const int LowestMarker = 0x80;

    private readonly ReadOnlySpan<byte> _bytes = codestream;
    private readonly string _encoding = encoding;

    /// <summary>The byte after the last segment.</summary>
    public int Position { get; set; } = 2;

    /// <summary>What the last marker brought with it, without its length.</summary>
    public ReadOnlySpan<byte> Segment { get; private set; }

    /// <summary>The next marker that has a segment, or the end of the image. Bytes between segments are passed over.</summary>
    public int Next()
    {
        int marker;
        do
        {
            while (Position + 1 < _bytes.Length && (_bytes[Position] != 0xFF || _bytes[Position + 1] is < LowestMarker or 0xFF))
                Position++;
            if (Position + 1 >= _bytes.Length)
                throw FrameCodec.Corrupt(_encoding, "it is cut short: the marker of its end is missing");
            marker = _bytes[Position + 1];
            Position += 2;
        }
        while (marker is >= 0xD0 and <= StartOfImage);
        Segment = marker == EndOfImage ? default : Take();
        return marker;
    }

    private ReadOnlySpan<byte> Take()
    {
        var left = _bytes[Position..];
        var length = left.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(left);
        if (length < 2 || length > left.Length)
            throw FrameCodec.Corrupt(_encoding, $"a segment of {length} bytes begins at byte {Position}, where {left.Length} are left");
        Position += length;
        return left[2..length];
    }
}
