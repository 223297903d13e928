using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Reads a pickle's primitives from where the stream stands, never past its end.</summary>
internal sealed class PickleSource(Stream stream)
{
    /// <summary>In bytes; the pickle of a network with a million tensors is smaller.</summary>
    public const long LargestPickle = 64L << 20;

    private const int LongestLine = 1000, LongestInteger = 64;
    private readonly byte[] small = new byte[16];
    private long left = Math.Min(stream.Length - stream.Position, LargestPickle);

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(long length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>Text up to the next line feed.</summary>
    public string Line()
    {
        List<byte> line = [];
        for (byte next = Byte(); next != '\n'; next = Byte())
        {
            line.Add(next);
            if (line.Count > LongestLine)
            {
                throw new CheckpointException("the pickle has a line that does not end");
            }
        }
        return Encoding.UTF8.GetString([.. line]);
    }

    /// <summary>Two's complement integer; those wider than 64 bits have no use in a weight file, save as a magic number.</summary>
    public object Integer(long length)
    {
        if (length > LongestInteger)
        {
            throw new CheckpointException($"the pickle has an integer of {length} bytes");
        }
        var value = new BigInteger(Take(length));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    /// <summary>The next bytes; valid until the next read.</summary>
    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > left)
        {
            throw new CheckpointException($"the pickle claims {length} bytes where {left} are left");
        }
        left -= length;
        Span<byte> taken = length <= small.Length ? small.AsSpan(0, (int)length) : new byte[length];
        stream.ReadExactly(taken);
        return taken;
    }
}
