using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Imaging.Volumes;

/// <summary>Reads a pickle's primitives from a file, never past its end; long values are passed over, not read.</summary>
internal sealed class PickleSource(Stream stream)
{
    private const int LongestText = 1000;

    public long Position => stream.Position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A whole number in as many bytes as it needs, at most eight.</summary>
    public long Integer(int length)
    {
        if (length > 8)
            throw new ImageFormatException(ImageFault.UnsupportedFormat, $"The pickle has a number of {length} bytes, which no array needs.", offset: Position);
        var value = 0L;
        foreach (var (index, part) in Take(length).Index()) value |= (long)part << (8 * index);
        return length is 0 or 8 ? value : value << (64 - 8 * length) >> (64 - 8 * length);
    }

    public PickleText Text(long length)
    {
        var bytes = Bytes(length);
        if (length > LongestText)
            return new PickleText(bytes, null);
        stream.Position = bytes.Offset;
        return new PickleText(bytes, Encoding.UTF8.GetString(Take(length)));
    }

    public PickleBytes Bytes(long length)
    {
        if (length < 0 || length > stream.Length - stream.Position)
            throw new ImageFormatException(ImageFault.TruncatedPixels, $"The pickle has a value of {length} bytes where the file has {stream.Length - stream.Position} left. The file was cut short: copy it again.", offset: Position);
        var bytes = new PickleBytes(stream.Position, length);
        stream.Position += length;
        return bytes;
    }

    /// <summary>Text up to the next line feed.</summary>
    public string Line()
    {
        var line = new List<byte>();
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            line.Add(next);
            if (line.Count > LongestText)
                throw new ImageFormatException(ImageFault.UnsafePickle, "The pickle has a name that does not end.", offset: Position);
        }
        return Encoding.UTF8.GetString([.. line]);
    }

    private byte[] Take(long length)
    {
        if (length < 0 || length > stream.Length - stream.Position)
            throw new ImageFormatException(ImageFault.TruncatedHeader, "The pickle ends within a value. The file was cut short: copy it again.", offset: Position);
        var taken = new byte[length];
        stream.ReadExactly(taken);
        return taken;
    }
}
