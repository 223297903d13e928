namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>What the header says of one frame.</summary>
/// <param name="Samples">Per pixel: 1 or 3.</param>
/// <param name="BitsAllocated">The cell of one sample: 8, 16 or 32.</param>
/// <param name="BitsStored">The part of the cell in use.</param>
/// <param name="IsSigned">Stored values are in two's complement.</param>
internal sealed record FrameShape(int Rows, int Columns, int Samples, int BitsAllocated, int BitsStored, bool IsSigned)
{
    public int BytesPerSample => BitsAllocated / 8;

    public int Pixels => Rows * Columns;

    /// <summary>The size of the decoded frame.</summary>
    public int Bytes => Pixels * Samples * BytesPerSample;

    /// <exception cref="ImageFormatException">The frame is too large, or of a kind that no encoded frame has.</exception>
    public void Check()
    {
        if (BitsAllocated is not (8 or 16 or 32))
            throw Unsupported($"{BitsAllocated} bits allocated", "8, 16 or 32");
        if (Samples is not (1 or 3))
            throw Unsupported($"{Samples} samples per pixel", "1 or 3");
        if (BitsStored < 1 || BitsStored > BitsAllocated)
            throw DicomDataset.Invalid(DicomTags.BitsStored, $"{BitsStored}", $"1 to {BitsAllocated} bits");
        if (Rows < 1 || Columns < 1)
            throw DicomDataset.Invalid(Rows < 1 ? DicomTags.Rows : DicomTags.Columns, "0", "at least one pixel");
        ImageLimits.Check(Columns, Rows, 1, (long)Samples * BytesPerSample);
    }

    private static ImageFormatException Unsupported(string found, string expected) =>
        new(ImageFault.UnsupportedPixelFormat, $"Encoded pixels with {found}; {expected} can be read.");
}
