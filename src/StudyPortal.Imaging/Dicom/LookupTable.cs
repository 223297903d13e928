namespace StudyPortal.Imaging.Dicom;

/// <summary>A modality or VOI lookup table (PS3.3 C.11.1, C.11.2); inputs outside it take its end values.</summary>
internal sealed record LookupTable(int First, int Bits, ushort[] Entries)
{
    public double At(double input) => Entries[(int)Math.Clamp(Math.Floor(input + 0.5) - First, 0, Entries.Length - 1)];

    /// <summary>Null when the sequence is absent or empty.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public static LookupTable? In(DicomDataset dataset, DicomTag sequence, bool inputIsSigned)
    {
        if (dataset.Items(sequence) is not [var item, ..])
            return null;
        if (item.UnsignedShorts(DicomTags.LutDescriptor) is not [var count, var first, var bits and >= 8 and <= 16])
            throw DicomDataset.Invalid(DicomTags.LutDescriptor, "incomplete", "the number of entries, the first input and 8 to 16 bits");
        var length = count == 0 ? 65536 : count;
        return new LookupTable(inputIsSigned ? (short)first : first, bits, Data(item, length));
    }

    /// <summary>16-bit entries, or the packed bytes that some writers store for 8-bit tables.</summary>
    private static ushort[] Data(DicomDataset item, int length)
    {
        var bytes = item[DicomTags.LutData]?.Value.Length ?? 0;
        if (bytes >= 2 * length)
            return item.UnsignedShorts(DicomTags.LutData)[..length];
        if (bytes >= length && item[DicomTags.LutData] is { } packed)
            return Array.ConvertAll(packed.Value[..length].ToArray(), entry => (ushort)entry);
        throw DicomDataset.Invalid(DicomTags.LutData, $"{bytes} bytes long", $"{length} entries");
    }
}
