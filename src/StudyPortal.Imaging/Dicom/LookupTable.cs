namespace StudyPortal.Imaging.Dicom;

/// <summary>A modality or VOI lookup table (PS3.3 C.11.1, C.11.2), or one colour of a palette; inputs outside it take its end values.</summary>
internal sealed record LookupTable(int First, int Bits, ushort[] Entries)
{
    public double At(double input) => Entries[(int)Math.Clamp(Math.Floor(input + 0.5) - First, 0, Entries.Length - 1)];

    /// <summary>Null when the sequence is absent or empty.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public static LookupTable? In(DicomDataset dataset, DicomTag sequence, bool inputIsSigned) =>
        dataset.Items(sequence) is [var item, ..] ? Described(item, DicomTags.LutDescriptor, inputIsSigned, length => Data(item, DicomTags.LutData, length)) : null;

    /// <summary>The table that a descriptor is of; its entries are read by their number.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public static LookupTable Described(DicomDataset item, DicomTag descriptor, bool inputIsSigned, Func<int, ushort[]> read)
    {
        if (item.UnsignedShorts(descriptor) is not [var count, var first, var bits and >= 8 and <= 16])
            throw item.Wrong(descriptor, "incomplete", "the number of entries, the first input and 8 to 16 bits");
        return new LookupTable(inputIsSigned ? (short)first : first, bits, read(count == 0 ? 65536 : count));
    }

    /// <summary>16-bit entries, or the packed bytes that some writers store for 8-bit tables.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public static ushort[] Data(DicomDataset item, DicomTag tag, int length)
    {
        var bytes = item[tag]?.Length ?? 0;
        if (bytes >= 2 * length)
            return item.UnsignedShorts(tag)[..length];
        if (bytes >= length && item[tag] is { } packed)
            return Array.ConvertAll(packed.Value[..length].ToArray(), entry => (ushort)entry);
        throw item.Wrong(tag, $"{bytes} bytes long", $"{length} entries");
    }
}
