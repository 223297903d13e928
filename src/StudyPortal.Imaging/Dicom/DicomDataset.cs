using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Data elements by tag. The accessors read the bytes as the standard types the tag, whatever the file calls them.</summary>
public sealed class DicomDataset
{
    private readonly SortedDictionary<DicomTag, DicomElement> _elements = [];

    public IReadOnlyCollection<DicomElement> Elements => _elements.Values;

    public DicomElement? this[DicomTag tag] => _elements.GetValueOrDefault(tag);

    /// <summary>Adds the element, in place of one with the same tag.</summary>
    public DicomDataset Set(DicomElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        _elements[element.Tag] = element;
        return this;
    }

    /// <summary>The trimmed text (ISO IR 192 as UTF-8, anything else as Latin-1); null when absent or empty.</summary>
    public string? Text(DicomTag tag)
    {
        if (this[tag] is not { } element)
            return null;
        var isUtf8 = this[DicomTags.SpecificCharacterSet] is { } declared && declared.Value.Span.IndexOf("192"u8) >= 0;
        var encoding = isUtf8 ? Encoding.UTF8 : Encoding.Latin1;
        var text = encoding.GetString(element.Value.Span).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }

    /// <summary>The 16-bit number; null when absent or empty.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET: the element is one byte long.</exception>
    public ushort? UnsignedShort(DicomTag tag) => UnsignedShorts(tag) is [var first, ..] ? first : null;

    /// <inheritdoc cref="UnsignedShort"/>
    public ushort[] UnsignedShorts(DicomTag tag)
    {
        if (this[tag] is not { Value.IsEmpty: false } element)
            return [];
        if (element.Value.Length < 2)
            throw Invalid(tag, "one byte long", "a 16-bit number");
        var values = new ushort[element.Value.Length / 2];
        for (var index = 0; index < values.Length; index++)
            values[index] = BinaryPrimitives.ReadUInt16LittleEndian(element.Value.Span[(2 * index)..]);
        return values;
    }

    /// <summary>The decimal numbers of a DS or IS element; a decimal comma, which some writers use, is read as a point.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET: the element holds something else.</exception>
    public double[] Decimals(DicomTag tag) =>
        Text(tag) is { } text ? [.. text.Split('\\').Select(part => Decimal(tag, part.Trim(' ', '\0')))] : [];

    /// <summary>The items of a sequence; none when it is absent.</summary>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag) => this[tag]?.Items ?? [];

    private static double Decimal(DicomTag tag, string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Invalid(tag, $"\"{text}\"", "a decimal number");

    internal static ImageFormatException Invalid(DicomTag tag, string found, string expected) =>
        new(ImageFault.InvalidDataset, $"{tag} is {found}; {expected} was expected.");
}
