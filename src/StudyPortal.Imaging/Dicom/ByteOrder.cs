namespace StudyPortal.Imaging.Dicom;

/// <summary>Numbers of big endian files.</summary>
internal static class ByteOrder
{
    /// <summary>The bytes with each whole number of <paramref name="unit"/> bytes the other way round.</summary>
    public static ReadOnlyMemory<byte> Turned(ReadOnlyMemory<byte> bytes, int unit)
    {
        if (unit == 1)
            return bytes;
        var turned = bytes.ToArray();
        for (var at = 0; at + unit <= turned.Length; at += unit)
            turned.AsSpan(at, unit).Reverse();
        return turned;
    }
}
