namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>A table of canonical Huffman codes of up to 16 bits (T.81, annex C).</summary>
internal sealed class JpegHuffmanTable
{
    private const int QuickBits = 10;
    private const int MaxBits = 16;

    /// <summary>By the next bits: length and symbol of the code they begin with; 0 where it is longer.</summary>
    private readonly ushort[] _quick = new ushort[1 << QuickBits];

    /// <summary>By length: where codes of that length end, as 16 bits, and what leads from a code to its symbol.</summary>
    private readonly int[] _ends = new int[MaxBits + 1], _offsets = new int[MaxBits + 1];

    private readonly byte[] _symbols;

    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <exception cref="ImageFormatException">There are more codes of a length than it has room for.</exception>
    public JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        var (code, index) = (0, 0);
        for (var length = 1; length <= MaxBits; length++)
        {
            _offsets[length] = index - code;
            for (var left = counts[length - 1]; left > 0; left--, code++, index++)
                if (length <= QuickBits && code < 1 << length)
                    _quick.AsSpan(code << (QuickBits - length), 1 << (QuickBits - length)).Fill((ushort)(length << 8 | symbols[index]));
            if (code > 1 << length)
                throw FrameCodec.Corrupt(JpegDecoder.Name, "a Huffman table has more codes than fit their length");
            _ends[length] = code << (MaxBits - length);
            code <<= 1;
        }
    }

    /// <summary>The length of the code at the start of these 16 bits (above bit 8) and its symbol; 0 when there is no such code.</summary>
    public int Find(int bits)
    {
        if (_quick[bits >> (MaxBits - QuickBits)] is var entry and not 0)
            return entry;
        for (var length = QuickBits + 1; length <= MaxBits; length++)
            if (bits < _ends[length])
                return length << 8 | _symbols[(bits >> (MaxBits - length)) + _offsets[length]];
        return 0;
    }
}
