using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The tables in force (T.81, B.2.4); later definitions replace earlier ones.</summary>
internal sealed class JpegTables
{
    private readonly JpegHuffmanTable?[] _huffman = new JpegHuffmanTable?[8];
    private readonly ushort[]?[] _quantisation = new ushort[]?[4];

    /// <summary>The units between two restart markers; 0 where there are none.</summary>
    public int RestartInterval { get; private set; }

    public JpegHuffmanTable? Dc(int number) => number < 4 ? _huffman[number] : null;

    public JpegHuffmanTable? Ac(int number) => number < 4 ? _huffman[4 + number] : null;

    /// <summary>64 steps in zigzag order.</summary>
    public ushort[]? Quantisation(int number) => _quantisation[number];

    /// <summary>Takes in a segment; any but those of tables says nothing here.</summary>
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM.</exception>
    public void Define(int marker, ReadOnlySpan<byte> segment)
    {
        while (marker == JpegMarkers.HuffmanTables && segment.Length > 0)
            segment = segment[DefineHuffman(segment)..];
        while (marker == JpegMarkers.QuantisationTables && segment.Length > 0)
            segment = segment[DefineQuantisation(segment)..];
        if (marker == JpegMarkers.RestartInterval)
            RestartInterval = segment.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Damaged();
    }

    private int DefineHuffman(ReadOnlySpan<byte> segment)
    {
        var symbols = 0;
        foreach (var count in segment.Length >= 17 ? segment[1..17] : throw Damaged())
            symbols += count;
        var (kind, number) = (segment[0] >> 4, segment[0] & 15);
        if (kind > 1 || number > 3 || symbols > 256 || segment.Length < 17 + symbols)
            throw Damaged();
        _huffman[4 * kind + number] = new JpegHuffmanTable(segment[1..17], segment.Slice(17, symbols));
        return 17 + symbols;
    }

    private int DefineQuantisation(ReadOnlySpan<byte> segment)
    {
        var (isWide, number) = (segment[0] >> 4 == 1, segment[0] & 15);
        var length = isWide ? 128 : 64;
        if (segment[0] >> 4 > 1 || number > 3 || segment.Length < 1 + length)
            throw Damaged();
        var steps = new ushort[64];
        for (var index = 0; index < steps.Length; index++)
            steps[index] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + 2 * index)..]) : segment[1 + index];
        _quantisation[number] = steps;
        return 1 + length;
    }

    private static ImageFormatException Damaged() => FrameCodec.Corrupt(JpegDecoder.Name, "one of its tables is incomplete or has a number above 3");
}
