using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Reads elements out of one file (PS3.5, section 7).</summary>
internal sealed class ElementParser(ReadOnlyMemory<byte> content, bool isExplicit, int maxElements = 1_000_000)
{
    private const uint Undefined = 0xFFFFFFFF;
    private const int MaxDepth = 64;

    private const string ShortVrs = "AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US ";
    private const string LongVrs = "OB OD OF OL OV OW SQ SV UC UN UR UT UV ";

    private int _position;
    private int _elements;

    public static bool IsVr(ReadOnlySpan<byte> code) => IsOneOf(ShortVrs, code) || IsOneOf(LongVrs, code);

    /// <summary>Reads the elements of one group that lie at the start, and returns where they end.</summary>
    public int ReadGroup(ushort group, int start, DicomDataset dataset)
    {
        _position = start;
        while (_position + 2 <= content.Length && BinaryPrimitives.ReadUInt16LittleEndian(content.Span[_position..]) == group)
            dataset.Set(ReadElement(Header(content.Length, isExplicit), content.Length, isExplicit, 0));
        return _position;
    }

    /// <summary>Reads to the end of the file, or of the pixel data: only padding and signatures follow those.</summary>
    public DicomDataset ReadToEnd(int start)
    {
        _position = start;
        var dataset = new DicomDataset();
        while (_position < content.Length && dataset[DicomTags.PixelData] is null)
        {
            var header = Header(content.Length, isExplicit);
            dataset.Set(header is { Length: Undefined, Vr: "OB" or "OW" } && header.Tag == DicomTags.PixelData
                ? DicomElement.Encapsulated(header.Vr, content[_position..])
                : ReadElement(header, content.Length, isExplicit, 0));
        }
        if (dataset.Elements.Count == 0)
            throw Truncated("the first element");
        return dataset;
    }

    private DicomElement ReadElement(ElementHeader header, int end, bool explicitVr, int depth)
    {
        if (++_elements > maxElements)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"More than {maxElements} elements.", offset: _position);
        if (header.Tag.Group == 0xFFFE)
            throw Invalid($"{header.Tag} outside a sequence");
        var undefined = header.Length == Undefined;
        if (header.Vr == "SQ" || (undefined && header.Vr == "UN"))
            return DicomElement.Sequence(header.Tag, ReadItems(undefined ? null : End(header, end), end, explicitVr && header.Vr == "SQ", depth + 1));
        if (undefined)
            throw Invalid($"{header.Tag} ({header.Vr}) has an undefined length, which only sequences may have here");
        var valueEnd = End(header, end);
        if (header.Vr == "UN" && DicomTags.KnownSequences.Contains(header.Tag))
            return DicomElement.Sequence(header.Tag, ReadItems(valueEnd, end, explicitVr: false, depth + 1));
        var element = DicomElement.Bytes(header.Tag, header.Vr, content[_position..valueEnd]);
        _position = valueEnd;
        return element;
    }

    /// <summary>The items up to the end of the sequence, or up to its delimiter when it has no end of its own.</summary>
    private List<DicomDataset> ReadItems(int? sequenceEnd, int outerEnd, bool explicitVr, int depth)
    {
        if (depth > MaxDepth)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"Sequences nested more than {MaxDepth} deep.", offset: _position);
        var end = sequenceEnd ?? outerEnd;
        var items = new List<DicomDataset>();
        while (sequenceEnd is null || _position < sequenceEnd)
        {
            var header = Header(end, explicitVr: false);
            if (header.Tag == DicomTags.SequenceDelimitation && sequenceEnd is null)
                return items;
            if (header.Tag != DicomTags.Item)
                throw Invalid($"{header.Tag} where an item of a sequence was expected");
            if (++_elements > maxElements)
                throw new ImageFormatException(ImageFault.ResourceLimit, $"More than {maxElements} elements.", offset: _position);
            items.Add(ReadItem(header, end, explicitVr, depth));
        }
        return items;
    }

    private DicomDataset ReadItem(ElementHeader item, int outerEnd, bool explicitVr, int depth)
    {
        var dataset = new DicomDataset();
        var undefined = item.Length == Undefined;
        var end = undefined ? outerEnd : End(item, outerEnd);
        while (undefined || _position < end)
        {
            var header = Header(end, explicitVr);
            if (undefined && header.Tag == DicomTags.ItemDelimitation)
                break;
            dataset.Set(ReadElement(header, end, explicitVr, depth));
        }
        return dataset;
    }

    private ElementHeader Header(int end, bool explicitVr)
    {
        Need(8, end);
        var bytes = content.Span[_position..];
        var tag = new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        if (!explicitVr || tag.Group == 0xFFFE)
        {
            _position += 8;
            return new ElementHeader(tag, "UN", BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        }
        var code = bytes.Slice(4, 2);
        var vr = $"{(char)code[0]}{(char)code[1]}";
        if (IsOneOf(ShortVrs, code))
        {
            _position += 8;
            return new ElementHeader(tag, vr, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]));
        }
        if (!IsOneOf(LongVrs, code))
            throw Invalid($"{tag} has the value representation 0x{code[0]:X2}{code[1]:X2}, which PS3.5 does not define");
        Need(12, end);
        _position += 12;
        return new ElementHeader(tag, vr, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
    }

    private int End(ElementHeader header, int end)
    {
        if (header.Length <= end - _position)
            return _position + (int)header.Length;
        var fault = header.Tag == DicomTags.PixelData ? ImageFault.TruncatedPixels : ImageFault.TruncatedHeader;
        throw new ImageFormatException(fault, $"{header.Tag} declares {header.Length} bytes; {end - _position} are left. The file was cut short: copy it again.", offset: _position);
    }

    private void Need(int bytes, int end)
    {
        if (end - _position < bytes)
            throw Truncated("an element");
    }

    private ImageFormatException Truncated(string what) =>
        new(ImageFault.TruncatedHeader, $"The file ends where {what} was expected. It was cut short: copy it again.", offset: _position);

    private ImageFormatException Invalid(string found) => new(ImageFault.InvalidDataset, found + ".", offset: _position);

    private static bool IsOneOf(string codes, ReadOnlySpan<byte> code)
    {
        for (var index = 0; index < codes.Length; index += 3)
            if (codes[index] == code[0] && codes[index + 1] == code[1])
                return true;
        return false;
    }

    private readonly record struct ElementHeader(DicomTag Tag, string Vr, uint Length);
}
