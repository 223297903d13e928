using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Reads a pickle's primitives from memory, never past its end.</summary>
internal sealed class PickleSource(byte[] data, int position = 0)
{
    public int Position { get; private set; } = position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(long length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>Text up to the next line feed.</summary>
    public string Line()
    {
        int end = Array.IndexOf(data, (byte)'\n', Position);
        if (end < 0)
        {
            throw new CheckpointException("the pickle ends inside a line");
        }
        string line = Text(end - Position);
        Position++;
        return line;
    }

    /// <summary>Two's complement integer; those wider than 64 bits have no use in a weight file, save as a magic number.</summary>
    public object Integer(long length)
    {
        var value = new BigInteger(Take(length));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    public ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > data.Length - Position)
        {
            throw new CheckpointException($"the pickle claims {length} bytes where {data.Length - Position} are left");
        }
        ReadOnlySpan<byte> taken = data.AsSpan(Position, (int)length);
        Position += (int)length;
        return taken;
    }
}
