namespace StudyPortal.Imaging.Dicom;

/// <summary>The image pixel module (PS3.3 C.7.6.3) of a grayscale image, checked against itself and the pixel data.</summary>
internal sealed record PixelModule(int Rows, int Columns, int Frames, int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, bool WhiteIsZero, ReadOnlyMemory<byte> Data)
{
    public int BytesPerPixel => BitsAllocated / 8;

    public int FrameBytes => Rows * Columns * BytesPerPixel;

    /// <summary>The smallest value that can be stored.</summary>
    public int Lowest => IsSigned ? -(1 << (BitsStored - 1)) : 0;

    /// <summary>The number of values that can be stored.</summary>
    public int Levels => 1 << BitsStored;

    /// <exception cref="ImageFormatException">The image is absent, inconsistent, cut short, too large, or not grayscale of at most 16 bits.</exception>
    public static PixelModule Of(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset[DicomTags.PixelData] is not { } data)
            throw new ImageFormatException(ImageFault.NoPixelData, "The file has no pixel data (7FE0,0010); it is not an image.");
        if (data.IsEncapsulated)
            throw DicomDataset.Invalid(DicomTags.PixelData, "encoded in fragments", "uncompressed pixel data");
        var module = new PixelModule(
            Required(dataset, DicomTags.Rows), Required(dataset, DicomTags.Columns), FramesOf(dataset),
            Required(dataset, DicomTags.BitsAllocated), Required(dataset, DicomTags.BitsStored), Required(dataset, DicomTags.HighBit),
            dataset.UnsignedShort(DicomTags.PixelRepresentation) == 1, IsWhiteZero(dataset), data.Value);
        module.Check();
        return module;
    }

    /// <summary>The stored values of one frame, without the bits that do not belong to them.</summary>
    public int[] Stored(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
        var bytes = Data.Span.Slice(frame * FrameBytes, FrameBytes);
        var values = new int[Rows * Columns];
        for (var index = 0; index < values.Length; index++)
            values[index] = Value(BitsAllocated == 8 ? bytes[index] : bytes[2 * index] | bytes[2 * index + 1] << 8);
        return values;
    }

    /// <summary>The value in the allocated bits of one pixel.</summary>
    public int Value(int cell)
    {
        var bits = (cell >> (HighBit + 1 - BitsStored)) & (Levels - 1);
        return IsSigned && bits >= Levels / 2 ? bits - Levels : bits;
    }

    private void Check()
    {
        if (BitsAllocated is not (8 or 16))
            throw Unsupported($"{BitsAllocated} bits allocated", "8 or 16");
        if (BitsStored < 1 || BitsStored > BitsAllocated)
            throw DicomDataset.Invalid(DicomTags.BitsStored, $"{BitsStored}", $"1 to {BitsAllocated} bits");
        if (HighBit < BitsStored - 1 || HighBit >= BitsAllocated)
            throw DicomDataset.Invalid(DicomTags.HighBit, $"{HighBit}", $"{BitsStored - 1} to {BitsAllocated - 1}");
        ImageLimits.Check(Columns, Rows, Frames, BytesPerPixel);
        if ((long)FrameBytes * Frames > Data.Length)
            throw new ImageFormatException(ImageFault.TruncatedPixels,
                $"{Frames} frames of {Rows} x {Columns} pixels need {(long)FrameBytes * Frames} bytes; the pixel data has {Data.Length}. The file was cut short: copy it again.");
    }

    private static int Required(DicomDataset dataset, DicomTag tag) => dataset.UnsignedShort(tag) switch
    {
        null => throw DicomDataset.Invalid(tag, "missing", "a number"),
        0 when tag == DicomTags.Rows || tag == DicomTags.Columns => throw DicomDataset.Invalid(tag, "0", "at least one pixel"),
        var number => number.Value,
    };

    private static int FramesOf(DicomDataset dataset) => dataset.Decimals(DicomTags.NumberOfFrames) switch
    {
        [] or [0] => 1,
        [>= 1 and <= int.MaxValue and var frames] when frames == Math.Floor(frames) => (int)frames,
        var other => throw DicomDataset.Invalid(DicomTags.NumberOfFrames, string.Join('\\', other), "a number of frames"),
    };

    private static bool IsWhiteZero(DicomDataset dataset)
    {
        if (dataset.UnsignedShort(DicomTags.SamplesPerPixel) is { } samples and not 1)
            throw Unsupported($"{samples} samples per pixel", "1");
        return dataset.Text(DicomTags.PhotometricInterpretation) switch
        {
            "MONOCHROME1" => true,
            "MONOCHROME2" => false,
            var other => throw Unsupported($"photometric interpretation {other ?? "missing"}", "MONOCHROME1 or MONOCHROME2"),
        };
    }

    private static ImageFormatException Unsupported(string found, string expected) =>
        new(ImageFault.UnsupportedPixelFormat, $"Pixels with {found}; {expected} can be read.");
}
