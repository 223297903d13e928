using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom;

/// <summary>One data element: little-endian bytes, or the items of a sequence.</summary>
public sealed class DicomElement
{
    private readonly ReadOnlyMemory<byte> _held;
    private readonly FileBytes? _left;
    private FragmentTable? _fragments;

    private DicomElement(DicomTag tag, string vr, ReadOnlyMemory<byte> held, FileBytes? left, IReadOnlyList<DicomDataset>? items) =>
        (Tag, Vr, _held, _left, Items) = (tag, vr, held, left, items);

    public DicomTag Tag { get; }

    /// <summary>The value representation of PS3.5; UN where neither the file nor the portal's own list tells.</summary>
    public string Vr { get; }

    /// <summary>The bytes. Long values were left in their file and are read from it each time.</summary>
    /// <exception cref="ImageFormatException">The file is gone, or shorter than it was.</exception>
    public ReadOnlyMemory<byte> Value => _left is null ? _held : _left.Read(0, _left.Length);

    /// <summary>The number of bytes; of encapsulated pixels to the end of the file.</summary>
    public long Length => _left?.Length ?? _held.Length;

    /// <summary>The items of a sequence; null for anything else.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; }

    /// <summary>The value is not pixels but encoded fragments of them.</summary>
    public bool IsEncapsulated => Encoding is not null;

    /// <summary>The transfer syntax in which the fragments are encoded; null where there are none.</summary>
    internal string? Encoding { get; private init; }

    /// <summary>Where the value lies in the file; null when it was not read from one.</summary>
    internal long? Offset { get; init; }

    public static DicomElement Bytes(DicomTag tag, string vr, ReadOnlyMemory<byte> value) => new(tag, vr, value, null, null);

    public static DicomElement Sequence(DicomTag tag, params IReadOnlyList<DicomDataset> items) => new(tag, "SQ", default, null, items);

    public static DicomElement Text(DicomTag tag, string vr, string text) => Bytes(tag, vr, System.Text.Encoding.UTF8.GetBytes(text));

    public static DicomElement UnsignedShort(DicomTag tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * index), values[index]);
        return Bytes(tag, "US", bytes);
    }

    /// <summary>A value that was read from this place of a file.</summary>
    internal static DicomElement Held(DicomTag tag, string vr, ReadOnlyMemory<byte> value, long offset) => new(tag, vr, value, null, null) { Offset = offset };

    /// <summary>A value that stays in its file.</summary>
    internal static DicomElement Left(DicomTag tag, string vr, FileBytes left) => new(tag, vr, default, left, null) { Offset = left.Offset };

    /// <summary>The same bytes as fragments in this transfer syntax (PS3.5 A.4).</summary>
    internal DicomElement AsFragments(string encoding) => new(Tag, Vr, _held, _left, null) { Encoding = encoding, Offset = Offset };

    /// <summary>Some of the bytes.</summary>
    internal ReadOnlyMemory<byte> Part(long start, int count) => _left is null ? _held.Slice((int)start, count) : _left.Read(start, count);

    /// <summary>Some of the bytes, in an array that nothing else holds.</summary>
    internal byte[] Copy(long start, int count) =>
        Part(start, count) is var part && _left is not null && MemoryMarshal.TryGetArray(part, out var read) && read is { Offset: 0, Array: { } own } && own.Length == count ? own : part.ToArray();

    /// <summary>The fragments, which are looked for once.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET or E_TRUNCATED_PIXELS.</exception>
    internal FragmentTable Fragments()
    {
        if (_fragments is not null)
            return _fragments;
        using var content = _left is null ? new DicomContent(_held) : DicomContent.Open(_left.Path, FragmentTable.Window);
        return _fragments = FragmentTable.Read(content, _left?.Offset ?? 0);
    }
}
