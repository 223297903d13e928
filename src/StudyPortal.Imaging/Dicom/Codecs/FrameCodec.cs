namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Decodes the frames of encapsulated pixel data (PS3.5, annex A.4).</summary>
internal static class FrameCodec
{
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
        return decode(codestream, shape);
    }

    internal static ImageFormatException Corrupt(string encoding, string found) =>
        new(ImageFault.CorruptCodestream, $"A frame's {encoding} data is damaged: {found}. Copy or export the file again.");

    private static Func<ReadOnlyMemory<byte>, FrameShape, DecodedFrame>? Decoder(string transferSyntax) => transferSyntax switch
    {
        "1.2.840.10008.1.2.5" => (codestream, shape) => new(RunLength.Decode(codestream.Span, shape), IsRgb: false),
        _ => null,
    };
}
