using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Dicom;

/// <summary>The image pixel module (PS3.3 C.7.6.3), checked against itself and the pixel data.</summary>
/// <param name="Samples">Per pixel: 1 or 3.</param>
/// <param name="IsPlanar">Uncompressed colour lies plane by plane.</param>
/// <param name="Data">The element with the pixels.</param>
internal sealed record PixelModule(
    DicomDataset Dataset, int Rows, int Columns, int Frames, int Samples, Photometric Photometric, bool IsPlanar,
    int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, DicomElement Data)
{
    public bool IsFloat => Data.Tag != DicomTags.PixelData;

    public bool IsGray => Photometric is Photometric.Monochrome1 or Photometric.Monochrome2;

    /// <summary>Of one sample once it is unpacked: one bit takes a byte.</summary>
    public int BytesPerSample => Math.Max(1, BitsAllocated / 8);

    /// <summary>Whole numbers of at most 16 bits.</summary>
    public bool IsNarrow => !IsFloat && BitsAllocated <= 16;

    public StoredType Type => (IsFloat, BitsAllocated) switch
    {
        (true, 32) => StoredType.F32,
        (true, _) => StoredType.F64,
        (_, 1 or 8) => IsSigned ? StoredType.S8 : StoredType.U8,
        (_, 16) => IsSigned ? StoredType.S16 : StoredType.U16,
        _ => IsSigned ? StoredType.S32 : StoredType.U32,
    };

    /// <exception cref="ImageFormatException">The image is absent, inconsistent, cut short, too large, or of a kind that cannot be read.</exception>
    public static PixelModule Of(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Naming(() => PixelModuleReader.Read(dataset));
    }

    /// <summary>One frame without the bits that do not belong to its values.</summary>
    /// <exception cref="ImageFormatException">Its codestream is damaged.</exception>
    public StoredPixels Stored(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
        return Dataset.Naming(() => Data.Encoding is null ? Native(frame) : Decoded(Data.Encoding, frame));
    }

    private StoredPixels Native(int frame)
    {
        var pixels = NativeFrame.Read(this, frame);
        StoredBits.Isolate(pixels, this);
        return Of(pixels, Photometric == Photometric.YbrFull422 ? Photometric.YbrFull : Photometric);
    }

    private StoredPixels Decoded(string encoding, int frame)
    {
        var extended = Dataset[DicomTags.ExtendedOffsetTable] is { } table ? table.Value : default;
        var codestream = Data.Fragments().Frame(Data, frame, Frames, extended.Span);
        var decoded = FrameCodec.Decode(encoding, codestream, new FrameShape(Rows, Columns, Samples, BitsAllocated, BitsStored, IsSigned));
        if (TransferSyntaxes.EncodesCells(encoding))
            StoredBits.Isolate(decoded.Pixels, this);
        return Of(decoded.Pixels, decoded.IsRgb ? Photometric.Rgb : Photometric switch
        {
            Photometric.YbrFull422 => Photometric.YbrFull,
            Photometric.YbrOfJpeg2000 => Photometric.Rgb,
            Photometric.OfJpeg => AdobeMarker.ColoursOf(codestream.Span),
            var told => told,
        });
    }

    private StoredPixels Of(byte[] pixels, Photometric photometric) => new(Columns, Rows, Samples, Type, pixels) { Photometric = photometric };
}
