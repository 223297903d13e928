using System.Buffers.Binary;
using System.Globalization;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Data elements by tag. The accessors read the bytes as the standard types the tag, whatever the file calls them.</summary>
public sealed class DicomDataset
{
    private readonly Dictionary<DicomTag, DicomElement> _elements = [];
    private CharacterSets? _characterSets;

    /// <summary>In the order of their tags.</summary>
    public IReadOnlyCollection<DicomElement> Elements => [.. _elements.Values.OrderBy(element => element.Tag)];

    public DicomElement? this[DicomTag tag] => _elements.GetValueOrDefault(tag);

    internal bool IsEmpty => _elements.Count == 0;

    /// <summary>The file it was read from; null when it was not read from one.</summary>
    internal string? Source { get; init; }

    /// <summary>The data set in whose sequence this is an item; its character sets hold here too.</summary>
    internal DicomDataset? Parent { get; init; }

    /// <summary>Adds the element, in place of one with the same tag.</summary>
    public DicomDataset Set(DicomElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        _elements[element.Tag] = element;
        return this;
    }

    /// <summary>The trimmed text in the character sets that the data set declares; null when absent or empty.</summary>
    public string? Text(DicomTag tag)
    {
        if (this[tag] is not { } element)
            return null;
        var text = Characters.Decode(element.Value.Span).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }

    /// <summary>The 16-bit number; null when absent or empty.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET: the element is one byte long.</exception>
    public ushort? UnsignedShort(DicomTag tag) => UnsignedShorts(tag) is [var first, ..] ? first : null;

    /// <inheritdoc cref="UnsignedShort"/>
    public ushort[] UnsignedShorts(DicomTag tag)
    {
        if (this[tag] is not { Length: > 0 } element)
            return [];
        if (element.Length < 2)
            throw Wrong(tag, "one byte long", "a 16-bit number");
        var bytes = element.Value.Span;
        var values = new ushort[bytes.Length / 2];
        for (var index = 0; index < values.Length; index++)
            values[index] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]);
        return values;
    }

    /// <summary>The decimal numbers of a DS or IS element; a decimal comma, which some writers use, is read as a point.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET: the element holds something else.</exception>
    public double[] Decimals(DicomTag tag) =>
        Text(tag) is { } text ? [.. text.Split('\\').Select(part => Decimal(tag, part.Trim(' ', '\0')))] : [];

    /// <summary>The items of a sequence; none when it is absent.</summary>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag) => this[tag]?.Items ?? [];

    internal static ImageFormatException Invalid(DicomTag tag, string found, string expected) =>
        new(ImageFault.InvalidDataset, $"{tag} is {found}; {expected} was expected.");

    /// <summary>The same of an element of this data set, with the place where its value lies.</summary>
    internal ImageFormatException Wrong(DicomTag tag, string found, string expected) =>
        new(ImageFault.InvalidDataset, $"{tag} is {found}; {expected} was expected.", offset: this[tag]?.Offset);

    /// <summary>Reads pixels; a refusal names the file.</summary>
    internal T Naming<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImageFormatException refused) when (refused.File is null && Source is not null)
        {
            throw refused.In(Source);
        }
    }

    private CharacterSets Characters => _characterSets ??= this[DicomTags.SpecificCharacterSet] is { } declared
        ? CharacterSets.Named(declared.Value.Span)
        : Parent?.Characters ?? CharacterSets.Default;

    private double Decimal(DicomTag tag, string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(tag, $"\"{text}\"", "a decimal number");
}
