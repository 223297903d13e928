namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Decodes the frames of encapsulated pixel data (PS3.5, annex A.4).</summary>
internal static class FrameCodec
{
    /// <summary>Frames above this size may not be more than <see cref="LargeRatio"/> times as large as their codestream.</summary>
    private const int LargeBytes = 100_000_000;
    private const int LargeRatio = 200;

    /// <summary>Whether frames in this transfer syntax can be decoded.</summary>
    public static bool CanDecode(string transferSyntax) => Decoder(transferSyntax) is not null;

    /// <summary>Decodes one whole codestream: the fragments of one frame, joined.</summary>
    /// <exception cref="ImageFormatException">
    /// The transfer syntax has no decoder, the frame is too large, or the codestream is damaged, cut short or not of that shape.
    /// </exception>
    public static DecodedFrame Decode(string transferSyntax, ReadOnlyMemory<byte> codestream, FrameShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (Decoder(transferSyntax) is not { } decode)
            throw new ImageFormatException(ImageFault.UnsupportedTransferSyntax, $"Transfer syntax {TransferSyntaxes.Describe(transferSyntax)}.");
        shape.Check();
        if (shape.Bytes > LargeBytes && shape.Bytes / LargeRatio > codestream.Length)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"{codestream.Length} bytes that decode to {shape.Bytes}, more than {LargeRatio} times as many.");
        return decode(codestream, shape);
    }

    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM: the codestream's own header says something else than that of the file.</exception>
    internal static void RequireSize(string encoding, FrameShape shape, long rows, long columns, int samples)
    {
        if (rows != shape.Rows || columns != shape.Columns || samples != shape.Samples)
            throw Corrupt(encoding, $"it holds {rows} x {columns} pixels of {samples} samples, where the header of the file says {shape.Rows} x {shape.Columns} of {shape.Samples}");
    }

    internal static ImageFormatException Corrupt(string encoding, string found) =>
        new(ImageFault.CorruptCodestream, $"A frame's {encoding} data is damaged: {found}. Copy or export the file again.");

    internal static ImageFormatException NotInstalled(string encoding, string library, string package, Exception inner) => new(ImageFault.UnsupportedTransferSyntax,
        $"{encoding} is decoded by {library}, which is not installed here: on Debian or Ubuntu, 'apt-get install {package}'.", inner: inner);

    private static Func<ReadOnlyMemory<byte>, FrameShape, DecodedFrame>? Decoder(string transferSyntax) => transferSyntax switch
    {
        "1.2.840.10008.1.2.5" => (codestream, shape) => new(RunLength.Decode(codestream.Span, shape), IsRgb: false),
        "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51" or "1.2.840.10008.1.2.4.53" or "1.2.840.10008.1.2.4.55"
            or "1.2.840.10008.1.2.4.57" or "1.2.840.10008.1.2.4.70" => (codestream, shape) => new(JpegDecoder.Decode(codestream.Span, shape), IsRgb: false),
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => (codestream, shape) => JpegLs.Decode(codestream.Span, shape),
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => (codestream, shape) => Jpeg2000.Decode(codestream, shape, isHighThroughput: false),
        "1.2.840.10008.1.2.4.201" or "1.2.840.10008.1.2.4.202" or "1.2.840.10008.1.2.4.203" => (codestream, shape) => Jpeg2000.Decode(codestream, shape, isHighThroughput: true),
        _ => null,
    };
}
