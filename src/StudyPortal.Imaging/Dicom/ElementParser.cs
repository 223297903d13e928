using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Reads elements out of one file (PS3.5, section 7). Long values and pixels stay in the file.</summary>
internal sealed class ElementParser(DicomContent content, bool isExplicit, bool isBigEndian = false, int maxElements = 1_000_000)
{
    private const uint Undefined = 0xFFFFFFFF;
    private const int MaxDepth = 64;

    /// <summary>Longer values are read from the file when they are asked for.</summary>
    private const int LongestHeld = 32 * 1024;

    private long _position;
    private int _elements;

    /// <summary>Reads the elements of one group that lie at the start, and returns where they end.</summary>
    public long ReadGroup(ushort group, long start, DicomDataset dataset)
    {
        _position = start;
        while (content.At(_position, 2) is { Length: 2 } next && BinaryPrimitives.ReadUInt16LittleEndian(next.Span) == group)
            dataset.Set(ReadElement(Header(content.Length, isExplicit), dataset, content.Length, isExplicit, 0));
        return _position;
    }

    /// <summary>Reads to the end of the file, or to the pixel data: only padding and signatures follow those.</summary>
    /// <param name="encoding">The transfer syntax of encapsulated pixels.</param>
    public DicomDataset ReadToPixels(long start, string encoding)
    {
        _position = start;
        var dataset = new DicomDataset { Source = content.Path };
        var isDone = false;
        while (_position < content.Length && !isDone)
        {
            var header = Header(content.Length, isExplicit);
            isDone = DicomTags.ArePixels(header.Tag);
            dataset.Set(isDone && header.Length == Undefined
                ? Value(header.Tag, header.Vr, content.Length).AsFragments(encoding)
                : ReadElement(header, dataset, content.Length, isExplicit, 0));
        }
        if (dataset.IsEmpty)
            throw Truncated("the first element");
        return dataset;
    }

    private DicomElement ReadElement(ElementHeader header, DicomDataset within, long end, bool explicitVr, int depth)
    {
        Count();
        if (header.Tag.Group == 0xFFFE)
            throw Invalid($"{header.Tag} outside a sequence");
        var undefined = header.Length == Undefined;
        if (header.Vr == "SQ" || (undefined && header.Vr == ValueRepresentation.Unknown))
            return DicomElement.Sequence(header.Tag, ReadItems(within, undefined ? null : End(header, end), end, explicitVr && header.IsTold && header.Vr == "SQ", depth + 1));
        return undefined ? SkipFragments(header, end) : Value(header.Tag, header.Vr, End(header, end));
    }

    /// <summary>The items up to the end of the sequence, or up to its delimiter when it has no end of its own.</summary>
    private List<DicomDataset> ReadItems(DicomDataset within, long? sequenceEnd, long outerEnd, bool explicitVr, int depth)
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
            Count();
            items.Add(ReadItem(within, header, end, explicitVr, depth));
        }
        return items;
    }

    private DicomDataset ReadItem(DicomDataset within, ElementHeader item, long outerEnd, bool explicitVr, int depth)
    {
        var dataset = new DicomDataset { Source = content.Path, Parent = within };
        var undefined = item.Length == Undefined;
        var end = undefined ? outerEnd : End(item, outerEnd);
        while (undefined || _position < end)
        {
            var header = Header(end, explicitVr);
            if (undefined && header.Tag == DicomTags.ItemDelimitation)
                break;
            dataset.Set(ReadElement(header, dataset, end, explicitVr, depth));
        }
        return dataset;
    }

    /// <summary>Encapsulated pixels inside a sequence, as icons are: gone past by the lengths of their items, and not kept.</summary>
    private DicomElement SkipFragments(ElementHeader header, long end)
    {
        while (Header(end, explicitVr: false) is var item && item.Tag != DicomTags.SequenceDelimitation)
        {
            if (item.Tag != DicomTags.Item || item.Length == Undefined)
                throw Invalid($"{header.Tag} ({header.Vr}) has an undefined length, which only sequences and encoded pixels may have");
            _position = End(item, end);
        }
        return DicomElement.Bytes(header.Tag, header.Vr, default);
    }

    private ElementHeader Header(long end, bool explicitVr)
    {
        var bytes = Need(8, end);
        var tag = new DicomTag(UInt16(bytes), UInt16(bytes[2..]));
        if (!explicitVr || tag.Group == 0xFFFE)
        {
            _position += 8;
            return new ElementHeader(tag, DicomNames.VrOf(tag), UInt32(bytes[4..]), IsTold: false);
        }
        if (ValueRepresentation.Of(bytes[4..]) is not { } vr)
            throw Invalid($"{tag} has the value representation 0x{bytes[4]:X2}{bytes[5]:X2}, which PS3.5 does not define");
        var isTold = vr != ValueRepresentation.Unknown;
        if (!ValueRepresentation.HasLongLength(vr))
        {
            _position += 8;
            return new ElementHeader(tag, vr, UInt16(bytes[6..]), isTold);
        }
        var length = UInt32(Need(12, end)[8..]);
        _position += 12;
        return new ElementHeader(tag, !isTold && DicomNames.VrOf(tag) == "SQ" ? "SQ" : vr, length, isTold);
    }

    /// <summary>The value from here to its end.</summary>
    private DicomElement Value(DicomTag tag, string vr, long end)
    {
        var (start, length) = (_position, end - _position);
        var unit = isBigEndian ? ValueRepresentation.Unit(vr) : 1;
        _position = end;
        if (content.Path is { } path && (length > LongestHeld || DicomTags.ArePixels(tag)))
            return DicomElement.Left(tag, vr, new FileBytes(path, start, length, unit));
        return DicomElement.Held(tag, vr, ByteOrder.Turned(content.At(start, (int)length), unit), start);
    }

    private long End(ElementHeader header, long end)
    {
        if (header.Length <= end - _position)
            return _position + header.Length;
        var fault = DicomTags.ArePixels(header.Tag) ? ImageFault.TruncatedPixels : ImageFault.TruncatedHeader;
        throw new ImageFormatException(fault, $"{header.Tag} declares {header.Length} bytes; {end - _position} are left. The file was cut short: copy it again.", offset: _position);
    }

    private ReadOnlySpan<byte> Need(int bytes, long end) =>
        end - _position >= bytes && content.At(_position, bytes) is var found && found.Length == bytes ? found.Span : throw Truncated("an element");

    private void Count()
    {
        if (++_elements > maxElements)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"More than {maxElements} elements.", offset: _position);
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes) => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint UInt32(ReadOnlySpan<byte> bytes) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ImageFormatException Truncated(string what) =>
        new(ImageFault.TruncatedHeader, $"The file ends where {what} was expected. It was cut short: copy it again.", offset: _position);

    private ImageFormatException Invalid(string found) => new(ImageFault.InvalidDataset, found + ".", offset: _position);

    /// <param name="IsTold">The file itself names the value representation, and it is not UN.</param>
    private readonly record struct ElementHeader(DicomTag Tag, string Vr, uint Length, bool IsTold);
}
