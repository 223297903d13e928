using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The entropy-coded bits of one scan (T.81, annex F), up to the next marker. More bits than there are is damage.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> codestream, int start)
{
    private readonly ReadOnlySpan<byte> _bytes = codestream;

    /// <summary>The bits read ahead, from the top.</summary>
    private ulong _buffer;
    private int _count;

    /// <summary>The first byte that is not read ahead.</summary>
    public int Position { get; private set; } = start;

    public int Symbol(JpegHuffmanTable table)
    {
        // A code and the bits that follow it, 16 of each at most.
        if (_count < 32)
            Fill();
        var found = table.Find((int)(_buffer >> 48));
        if (found == 0)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"no Huffman code at byte {Position}");
        Skip(found >> 8);
        return found & 0xFF;
    }

    /// <summary>An unsigned number of up to 16 bits.</summary>
    public int Bits(int count)
    {
        if (_count < count)
            Fill();
        var value = (int)(_buffer >> 32 >> (32 - count));
        Skip(count);
        return value;
    }

    /// <summary>A difference of a size given in bits (T.81, F.2.2.1); 16 bits mean 32768 (H.1.2.2).</summary>
    public int Difference(int size)
    {
        if (size is 0 or 16)
            return size << 11;
        if (size > 16)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"a difference of {size} bits at byte {Position}");
        var value = Bits(size);
        return value >= 1 << (size - 1) ? value : value - (1 << size) + 1;
    }

    /// <summary>Passes the restart marker of this number, 0 to 7.</summary>
    public void Restart(int number)
    {
        while (Position + 1 < _bytes.Length && _bytes[Position] == 0xFF && _bytes[Position + 1] == 0xFF)
            Position++;
        if (Position + 1 >= _bytes.Length || _bytes[Position] != 0xFF || _bytes[Position + 1] != 0xD0 + number)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"no restart marker {number} at byte {Position}");
        (_buffer, _count, Position) = (0, 0, Position + 2);
    }

    private void Skip(int count)
    {
        if (count > _count)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"a scan ends early, at byte {Position}");
        _buffer <<= count;
        _count -= count;
    }

    /// <summary>Reads ahead at least 32 bits when there are as many; called with fewer than 32.</summary>
    private void Fill()
    {
        if (Position + 4 <= _bytes.Length && BinaryPrimitives.ReadUInt32BigEndian(_bytes[Position..]) is var next && !HasFF(next))
        {
            _buffer |= (ulong)next << (32 - _count);
            (_count, Position) = (_count + 32, Position + 4);
            return;
        }
        while (_count <= 56 && Position < _bytes.Length)
        {
            var value = _bytes[Position];
            if (value == 0xFF && (Position + 1 == _bytes.Length || _bytes[Position + 1] != 0))
                return;
            Position += value == 0xFF ? 2 : 1;
            _buffer |= (ulong)value << (56 - _count);
            _count += 8;
        }
    }

    private static bool HasFF(uint four) => ((~four - 0x01010101) & four & 0x80808080) != 0;
}
