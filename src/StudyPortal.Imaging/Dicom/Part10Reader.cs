using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// Reads files (PS3.10) in every transfer syntax whose pixels can be decoded, with or without preamble and file meta
/// information. Of a file on the disk only the header is read: pixels and other long values are, when they are asked for.
/// A length that the file does not have is refused, never allocated.
/// </summary>
public sealed class Part10Reader : IDicomReader
{
    private const int PreambleLength = 128;

    public DicomFile Read(string path)
    {
        try
        {
            using var content = DicomContent.Open(path);
            return Parse(content);
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(path);
        }
    }

    public DicomFile Read(Stream stream)
    {
        using var content = new DicomContent(BoundedFile.Read(stream));
        return Parse(content);
    }

    private static DicomFile Parse(DicomContent content)
    {
        var hasPreamble = content.At(PreambleLength, 4).Span.SequenceEqual("DICM"u8);
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
            throw TransferSyntaxes.Unsupported(syntax);
        var dataset = Elements(content, afterMeta, syntax);
        if (dataset[DicomTags.PixelData] is not null && !TransferSyntaxes.PixelsCanBeRead(syntax))
            throw TransferSyntaxes.Unsupported(syntax);
        return new DicomFile(syntax, dataset, warnings);
    }

    private static DicomDataset Elements(DicomContent content, long start, string syntax)
    {
        if (syntax != DicomFile.DeflatedLittleEndian)
            return new ElementParser(content, syntax != DicomFile.ImplicitLittleEndian, syntax == DicomFile.ExplicitBigEndian).ReadToPixels(start, syntax);
        using var inflated = new DicomContent(DeflatedElements.Inflate(content, start));
        return new ElementParser(inflated, isExplicit: true).ReadToPixels(0, syntax);
    }

    private static string Declared(DicomDataset meta) =>
        meta.Text(DicomTags.TransferSyntaxUid)
        ?? throw DicomDataset.Invalid(DicomTags.TransferSyntaxUid, "missing", "the UID of the transfer syntax");

    private static string Sniffed(DicomContent content, int start) =>
        content.At(start + 4, 2) is { Length: 2 } letters && ValueRepresentation.Of(letters.Span) is not null ? DicomFile.ExplicitLittleEndian : DicomFile.ImplicitLittleEndian;

    /// <summary>Whether the bytes begin with an element of group 2 or 8 that could be whole.</summary>
    private static bool LooksLikeElements(DicomContent content)
    {
        var start = content.At(0, 8).Span;
        if (start.Length < 8 || start[1] != 0 || start[0] is not (2 or 8))
            return false;
        return ValueRepresentation.Of(start[4..]) is not null || BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) <= content.Length - 8;
    }
}
