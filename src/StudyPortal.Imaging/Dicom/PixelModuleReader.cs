namespace StudyPortal.Imaging.Dicom;

/// <summary>Reads the image pixel module and refuses what contradicts itself, before anything of its size is allocated.</summary>
internal static class PixelModuleReader
{
    private static readonly Dictionary<string, Photometric> Photometrics = new()
    {
        ["MONOCHROME1"] = Photometric.Monochrome1,
        ["MONOCHROME2"] = Photometric.Monochrome2,
        ["PALETTE COLOR"] = Photometric.Palette,
        ["RGB"] = Photometric.Rgb,
        ["YBR_FULL"] = Photometric.YbrFull,
        ["YBR_FULL_422"] = Photometric.YbrFull422,
        ["YBR_RCT"] = Photometric.YbrOfJpeg2000,
        ["YBR_ICT"] = Photometric.YbrOfJpeg2000,
    };

    public static PixelModule Read(DicomDataset dataset)
    {
        var data = dataset[DicomTags.PixelData] ?? dataset[DicomTags.FloatPixelData] ?? dataset[DicomTags.DoubleFloatPixelData]
            ?? throw new ImageFormatException(ImageFault.NoPixelData, "The file has no pixel data (7FE0,0010); it is not an image.");
        var isFloat = data.Tag != DicomTags.PixelData;
        var bits = Required(dataset, DicomTags.BitsAllocated);
        var samples = dataset.UnsignedShort(DicomTags.SamplesPerPixel) ?? 1;
        var module = new PixelModule(
            dataset, Required(dataset, DicomTags.Rows), Required(dataset, DicomTags.Columns), FramesOf(dataset), samples, PhotometricOf(dataset, samples, data),
            dataset.UnsignedShort(DicomTags.PlanarConfiguration) == 1 && samples == 3,
            bits, isFloat ? bits : Required(dataset, DicomTags.BitsStored), isFloat ? bits - 1 : Required(dataset, DicomTags.HighBit),
            dataset.UnsignedShort(DicomTags.PixelRepresentation) == 1, data);
        Check(module);
        return module;
    }

    private static void Check(PixelModule module)
    {
        var dataset = module.Dataset;
        if (module.IsFloat ? module.BitsAllocated != (module.Data.Tag == DicomTags.FloatPixelData ? 32 : 64) || !module.IsGray : module.BitsAllocated is not (1 or 8 or 16 or 32))
            throw Unsupported($"{module.BitsAllocated} bits allocated", "1, 8, 16 or 32 bits, or gray floating point");
        if (module.BitsStored < 1 || module.BitsStored > module.BitsAllocated)
            throw dataset.Wrong(DicomTags.BitsStored, $"{module.BitsStored}", $"1 to {module.BitsAllocated} bits");
        if (module.HighBit < module.BitsStored - 1 || module.HighBit >= module.BitsAllocated)
            throw dataset.Wrong(DicomTags.HighBit, $"{module.HighBit}", $"{module.BitsStored - 1} to {module.BitsAllocated - 1}");
        if (module.Photometric == Photometric.Palette && module.BitsStored > 16)
            throw Unsupported($"a palette of {module.BitsStored} bits", "at most 16");
        if (module.BitsAllocated == 1 && (module.Samples > 1 || module.Data.IsEncapsulated))
            throw Unsupported("one bit of colour or of an encoded image", "one bit of gray or of a palette, uncompressed,");
        ImageLimits.Check(module.Columns, module.Rows, module.Frames, (long)module.BytesPerSample * module.Samples);
        if (!module.Data.IsEncapsulated && NativeFrame.Length(module) > module.Data.Length)
            throw new ImageFormatException(ImageFault.TruncatedPixels,
                $"{module.Frames} frames of {module.Rows} x {module.Columns} pixels need {NativeFrame.Length(module)} bytes; the pixel data has {module.Data.Length}. The file was cut short: copy it again.", offset: module.Data.Offset);
    }

    private static int Required(DicomDataset dataset, DicomTag tag) => dataset.UnsignedShort(tag) switch
    {
        null => throw dataset.Wrong(tag, "missing", "a number"),
        0 when tag == DicomTags.Rows || tag == DicomTags.Columns => throw dataset.Wrong(tag, "0", "at least one pixel"),
        var number => number.Value,
    };

    private static int FramesOf(DicomDataset dataset) => dataset.Decimals(DicomTags.NumberOfFrames) switch
    {
        [] or [0] => 1,
        [>= 1 and <= int.MaxValue and var frames] when frames == Math.Floor(frames) => (int)frames,
        var other => throw dataset.Wrong(DicomTags.NumberOfFrames, string.Join('\\', other), "a number of frames"),
    };

    /// <summary>The file's word comes first, also where the codestream contradicts it.</summary>
    private static Photometric PhotometricOf(DicomDataset dataset, int samples, DicomElement data)
    {
        if (samples is not (1 or 3))
            throw Unsupported($"{samples} samples per pixel", "1 or 3");
        if (samples == 3 && dataset.Text(DicomTags.PhotometricInterpretation) is null && data.Encoding is { } encoding && TransferSyntaxes.IsJpeg(encoding))
            return Photometric.OfJpeg;
        if (dataset.Text(DicomTags.PhotometricInterpretation) is not { } name || !Photometrics.TryGetValue(name, out var photometric))
            throw Unsupported("a photometric interpretation that is missing or not known", string.Join(", ", Photometrics.Keys));
        if (samples == 3 != photometric is not (Photometric.Monochrome1 or Photometric.Monochrome2 or Photometric.Palette))
            throw dataset.Wrong(DicomTags.SamplesPerPixel, $"{samples}", $"{4 - samples} with {name}");
        return photometric;
    }

    private static ImageFormatException Unsupported(string found, string expected) =>
        new(ImageFault.UnsupportedPixelFormat, $"Pixels with {found}; {expected} can be read.");
}
