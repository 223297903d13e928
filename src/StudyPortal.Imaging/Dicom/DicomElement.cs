using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>One data element: little-endian bytes, or the items of a sequence.</summary>
public sealed class DicomElement
{
    private DicomElement(DicomTag tag, string vr, ReadOnlyMemory<byte> value, IReadOnlyList<DicomDataset>? items) =>
        (Tag, Vr, Value, Items) = (tag, vr, value, items);

    public DicomTag Tag { get; }

    /// <summary>The value representation of PS3.5; UN where the file does not tell.</summary>
    public string Vr { get; }

    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>The items of a sequence; null for anything else.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; }

    /// <summary>The value is not pixels but encoded fragments of them.</summary>
    public bool IsEncapsulated { get; private init; }

    public static DicomElement Bytes(DicomTag tag, string vr, ReadOnlyMemory<byte> value) => new(tag, vr, value, null);

    /// <summary>Pixel data in fragments (PS3.5 A.4): the value is their item sequence, undecoded.</summary>
    internal static DicomElement Encapsulated(string vr, ReadOnlyMemory<byte> fragments) =>
        new(DicomTags.PixelData, vr, fragments, null) { IsEncapsulated = true };

    public static DicomElement Sequence(DicomTag tag, params IReadOnlyList<DicomDataset> items) => new(tag, "SQ", default, items);

    public static DicomElement Text(DicomTag tag, string vr, string text) => Bytes(tag, vr, Encoding.UTF8.GetBytes(text));

    public static DicomElement UnsignedShort(DicomTag tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * index), values[index]);
        return Bytes(tag, "US", bytes);
    }
}
