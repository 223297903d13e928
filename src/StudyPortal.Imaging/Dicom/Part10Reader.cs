using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// Reads uncompressed little-endian files (PS3.10), with or without preamble and file meta information. Values are
/// slices of the file: a length that the file does not have is refused, never allocated.
/// </summary>
public sealed class Part10Reader : IDicomReader
{
    private const int PreambleLength = 128;

    public DicomFile Read(string path)
    {
        try
        {
            return Parse(BoundedFile.Read(path));
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(path);
        }
    }

    public DicomFile Read(Stream stream) => Parse(BoundedFile.Read(stream));

    private static DicomFile Parse(byte[] content)
    {
        var hasPreamble = content.Length >= PreambleLength + 4 && content.AsSpan(PreambleLength, 4).SequenceEqual("DICM"u8);
        var start = hasPreamble ? PreambleLength + 4 : 0;
        if (!hasPreamble && !LooksLikeElements(content))
            throw new ImageFormatException(ImageFault.NotDicom, "Neither the letters DICM at byte 128 nor a DICOM element at byte 0.", offset: 0);
        var warnings = new List<string>();
        if (!hasPreamble)
            warnings.Add("W_NO_PREAMBLE");

        var meta = new DicomDataset();
        var afterMeta = new ElementParser(content, isExplicit: true).ReadGroup(2, start, meta);
        if (afterMeta == start)
            warnings.Add("W_NO_META");
        var syntax = afterMeta == start ? Sniffed(content, start) : Declared(meta);
        if (!TransferSyntaxes.ElementsCanBeRead(syntax))
            throw Unsupported(syntax);
        var dataset = new ElementParser(content, syntax != DicomFile.ImplicitLittleEndian).ReadToEnd(afterMeta);
        if (dataset[DicomTags.PixelData] is not null && !TransferSyntaxes.PixelsCanBeRead(syntax))
            throw Unsupported(syntax);
        return new DicomFile(syntax, dataset, warnings);
    }

    private static string Declared(DicomDataset meta) =>
        meta.Text(DicomTags.TransferSyntaxUid)
        ?? throw DicomDataset.Invalid(DicomTags.TransferSyntaxUid, "missing", "the UID of the transfer syntax");

    private static ImageFormatException Unsupported(string syntax) => new(ImageFault.UnsupportedTransferSyntax,
        $"Transfer syntax {TransferSyntaxes.Describe(syntax)}. Convert the file to Explicit VR Little Endian ({DicomFile.ExplicitLittleEndian}), for example with gdcmconv --raw.");

    private static string Sniffed(ReadOnlySpan<byte> content, int start) =>
        content.Length >= start + 6 && ElementParser.IsVr(content.Slice(start + 4, 2)) ? DicomFile.ExplicitLittleEndian : DicomFile.ImplicitLittleEndian;

    /// <summary>Whether the bytes begin with an element of group 2 or 8 that could be whole.</summary>
    private static bool LooksLikeElements(ReadOnlySpan<byte> content)
    {
        if (content.Length < 8 || content[1] != 0 || content[0] is not (2 or 8))
            return false;
        return ElementParser.IsVr(content.Slice(4, 2)) || BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) <= content.Length - 8;
    }
}
