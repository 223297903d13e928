using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Where the fragments of encapsulated pixel data lie, and which of them make a frame (PS3.5 A.4). Found by the lengths of the items alone.</summary>
internal sealed class FragmentTable
{
    /// <summary>Read at a time while going from item to item.</summary>
    public const int Window = 1024;

    private const int MaxItems = 1_000_000;
    private const uint Undefined = 0xFFFFFFFF;

    private readonly IReadOnlyList<Fragment> _fragments;
    private readonly long[] _basicOffsets;
    private int[]? _starts;

    private FragmentTable(IReadOnlyList<Fragment> fragments, long[] basicOffsets) => (_fragments, _basicOffsets) = (fragments, basicOffsets);

    /// <summary>Goes through the items from <paramref name="origin"/> to the delimiter, without which nobody knows whether the last of them is there.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET or E_TRUNCATED_PIXELS.</exception>
    public static FragmentTable Read(DicomContent content, long origin)
    {
        var items = new List<Fragment>();
        for (var position = origin; ;)
        {
            if (content.At(position, 8) is not { Length: 8 } header)
                throw new ImageFormatException(ImageFault.TruncatedPixels, $"The pixel data ends after {items.Count} items without its delimiter. The file was cut short: copy it again.", offset: position);
            var (tag, length) = Item(header.Span);
            if (tag == DicomTags.SequenceDelimitation)
                return Of(items, content, origin);
            if (tag != DicomTags.Item || length == Undefined)
                throw new ImageFormatException(ImageFault.InvalidDataset, $"{tag} where a fragment of the pixel data was expected.", offset: position);
            position += 8;
            if (length > content.Length - position)
                throw new ImageFormatException(ImageFault.TruncatedPixels, $"A fragment of the pixel data declares {length} bytes; {content.Length - position} are left. The file was cut short: copy it again.", offset: position);
            if (items.Count == MaxItems)
                throw new ImageFormatException(ImageFault.ResourceLimit, $"More than {MaxItems} fragments of pixel data.", offset: position);
            items.Add(new Fragment(position - origin, ImageLimits.Checked(length), BeginsCodestream(content.At(position, (int)Math.Min(8, length)).Span)));
            position += length;
        }
    }

    private static FragmentTable Of(List<Fragment> items, DicomContent content, long origin) => items is [var table, .. var fragments]
        ? new FragmentTable(fragments, Offsets(content.At(origin + table.Start, table.Length).Span, 4))
        : throw new ImageFormatException(ImageFault.InvalidDataset, "The pixel data has no items, where an offset table and fragments were expected.", offset: origin);

    /// <summary>The codestream of one frame.</summary>
    /// <param name="extendedOffsets">The extended offset table; empty where there is none.</param>
    /// <exception cref="ImageFormatException">E_TRUNCATED_PIXELS or E_INVALID_DATASET: there are not as many frames.</exception>
    public ReadOnlyMemory<byte> Frame(DicomElement pixels, int frame, int frames, ReadOnlySpan<byte> extendedOffsets)
    {
        _starts ??= Starts(frames, Offsets(extendedOffsets, 8));
        var (from, to) = (_starts[frame], frame + 1 < frames ? _starts[frame + 1] : _fragments.Count);
        if (to - from == 1)
            return pixels.Part(_fragments[from].Start, _fragments[from].Length);
        var own = _fragments.Skip(from).Take(to - from).ToList();
        var codestream = new byte[ImageLimits.Checked(own.Sum(fragment => (long)fragment.Length))];
        var written = 0;
        foreach (var fragment in own)
        {
            pixels.Part(fragment.Start, fragment.Length).CopyTo(codestream.AsMemory(written));
            written += fragment.Length;
        }
        return codestream;
    }

    /// <summary>The first fragment of each frame: one fragment a frame, else by an offset table, else where a codestream begins.</summary>
    private int[] Starts(int frames, long[] extendedOffsets)
    {
        if (_fragments.Count == frames || (frames == 1 && _fragments.Count > 0))
            return [.. Enumerable.Range(0, frames)];
        if (_fragments.Count < frames)
            throw new ImageFormatException(ImageFault.TruncatedPixels, $"{frames} frames are declared; the pixel data has {_fragments.Count} fragments. The file was cut short: copy it again.");
        if ((ByOffsets(frames, extendedOffsets) ?? ByOffsets(frames, _basicOffsets)) is { } told)
            return told;
        var begins = _fragments.Index().Where(fragment => fragment.Item.BeginsCodestream).Select(fragment => fragment.Index).ToArray();
        return begins.Length == frames && begins[0] == 0 ? begins : throw new ImageFormatException(
            begins.Length < frames ? ImageFault.TruncatedPixels : ImageFault.InvalidDataset,
            $"{frames} frames are declared; {begins.Length} of the {_fragments.Count} fragments of the pixel data begin one, and no offset table says otherwise.");
    }

    /// <summary>Null where the table does not name the beginnings of that many fragments.</summary>
    private int[]? ByOffsets(int frames, long[] offsets)
    {
        if (offsets.Length != frames)
            return null;
        var places = _fragments.Index().ToDictionary(fragment => fragment.Item.Start - _fragments[0].Start, fragment => fragment.Index);
        var starts = offsets.Select(offset => places.GetValueOrDefault(offset, -1)).ToArray();
        return starts[0] == 0 && starts.Zip(starts.Skip(1)).All(pair => pair.First < pair.Second) ? starts : null;
    }

    private static (DicomTag Tag, uint Length) Item(ReadOnlySpan<byte> header) =>
        (new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..])), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]));

    private static long[] Offsets(ReadOnlySpan<byte> table, int size)
    {
        var offsets = new long[table.Length / size];
        for (var index = 0; index < offsets.Length; index++)
            offsets[index] = size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(table[(4 * index)..]) : BinaryPrimitives.ReadInt64LittleEndian(table[(8 * index)..]);
        return offsets;
    }

    /// <summary>JPEG and JPEG-LS begin with SOI, JPEG 2000 with SOC or the box of a JP2 file.</summary>
    private static bool BeginsCodestream(ReadOnlySpan<byte> start) =>
        start is [0xFF, 0xD8, 0xFF, ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..];

    /// <param name="Start">Of its bytes, counted from the beginning of the pixel data's value.</param>
    private readonly record struct Fragment(long Start, int Length, bool BeginsCodestream);
}
