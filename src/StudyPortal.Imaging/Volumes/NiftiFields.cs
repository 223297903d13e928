using System.Buffers.Binary;

namespace StudyPortal.Imaging.Volumes;

/// <summary>Numbers at their places in a NIfTI header, in its byte order.</summary>
internal sealed class NiftiFields(byte[] bytes, bool isBigEndian)
{
    public bool IsBigEndian => isBigEndian;

    public byte Byte(int at) => bytes[at];

    public short Int16(int at) => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));

    public int Int32(int at) => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    public long Int64(int at) => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    public double Single(int at) => isBigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at));

    public double Double(int at) => isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at));
}
