namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>
/// JPEG with Huffman coding (ITU-T T.81): sequential of 8 and 12 bits, progressive, and lossless of 2 to 16 bits. The
/// components come as they are coded; their colours are the caller's to know.
/// </summary>
internal sealed class JpegDecoder
{
    public const string Name = "JPEG";

    /// <summary>Far above what encoders write; each may cost a pass over the image for a few bytes.</summary>
    private const int MaxScans = 256;

    private readonly FrameShape _shape;
    private readonly JpegTables _tables = new();
    private readonly HashSet<int> _coded = [];
    private int _scans;
    private JpegFrame? _frame;
    private IJpegPicture? _picture;

    private JpegDecoder(FrameShape shape) => _shape = shape;

    /// <exception cref="ImageFormatException">The codestream is damaged, cut short, not of that shape, or of a process that is not decoded.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> codestream, FrameShape shape)
    {
        var decoder = new JpegDecoder(shape);
        decoder.Read(codestream);
        if (decoder._picture is not { } picture || decoder._coded.Count < shape.Samples)
            throw FrameCodec.Corrupt(Name, "it ends before every component was coded");
        return picture.Packed();
    }

    private void Read(ReadOnlySpan<byte> codestream)
    {
        if (!codestream.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarkers.StartOfImage]))
            throw FrameCodec.Corrupt(Name, "the marker of its start is missing");
        var markers = new JpegMarkers(Name, codestream);
        while (markers.Next() is var marker and not JpegMarkers.EndOfImage)
        {
            if (marker is >= 0xC0 and <= 0xCF and not (JpegMarkers.HuffmanTables or 0xC8 or 0xCC))
                Begin(marker - 0xC0, markers.Segment);
            else if (marker == JpegMarkers.StartOfScan)
                markers.Position = ReadScan(markers.Segment, codestream, markers.Position);
            else
                _tables.Define(marker, markers.Segment);
        }
    }

    private void Begin(int process, ReadOnlySpan<byte> segment)
    {
        if (_frame is not null)
            throw FrameCodec.Corrupt(Name, "it holds a second frame header");
        _frame = JpegFrame.Parse(process, segment, _shape);
        _picture = process == 3 ? new JpegLosslessPicture(_frame, _shape) : new JpegDctPicture(_frame, _shape);
    }

    /// <summary>Reads one scan and returns where its bits end.</summary>
    private int ReadScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> codestream, int start)
    {
        if (_frame is null || _picture is null)
            throw FrameCodec.Corrupt(Name, "a scan comes before the frame header");
        if (++_scans > MaxScans)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"A JPEG frame of more than {MaxScans} scans.");
        var scan = JpegScan.Parse(header, _frame, _tables);
        var bits = new JpegBits(codestream, start);
        _picture.Read(scan, ref bits);
        _coded.UnionWith(scan.Components.Select(component => component.Component.Index));
        return bits.Position;
    }
}
