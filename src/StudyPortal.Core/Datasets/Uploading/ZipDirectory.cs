using System.Buffers.Binary;

namespace StudyPortal.Core.Datasets;

/// <summary>The end of a zip file, looked at before its list of files is read into memory.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22, LongestComment = ushort.MaxValue, StartAt = 16, LocatorLength = 20, RecordAt = 8, Start64At = 48;
    private const uint EndMark = 0x06054b50, LocatorMark = 0x07064b50, In64 = uint.MaxValue;

    /// <summary>Length of its list of files with what follows it, which no end can belie; null when the file has no such end.</summary>
    public static long? Length(Stream zip)
    {
        var tail = new byte[(int)Math.Min(zip.Length, EndLength + LongestComment)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        zip.Position = 0;
        for (var at = tail.Length - EndLength; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndMark)
                return zip.Length - Math.Min(zip.Length, StartOf(zip, tail, at));
        return null;
    }

    /// <summary>Where the list begins; of a zip with the 64-bit record, as that has it.</summary>
    private static long StartOf(Stream zip, byte[] tail, int at)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + StartAt));
        if (start != In64) return start;
        if (at < LocatorLength || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at - LocatorLength)) != LocatorMark) return 0;
        var record = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorLength + RecordAt));
        if (record < 0 || record > zip.Length - sizeof(long) - Start64At) return 0;
        var start64 = new byte[sizeof(long)];
        zip.Position = record + Start64At;
        zip.ReadExactly(start64);
        zip.Position = 0;
        return Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(start64));
    }
}
