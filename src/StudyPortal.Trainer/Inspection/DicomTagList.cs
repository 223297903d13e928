using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Trainer.Inspection;

/// <summary>The elements of a DICOM data set in the shape of the DICOM JSON model (PS3.18 F.2); long and unknown bytes are told by their length only.</summary>
internal static class DicomTagList
{
    private const int LongestUnknown = 256;

    public static IReadOnlyDictionary<string, object> Of(DicomDataset dataset) =>
        dataset.Elements.ToDictionary(element => $"{element.Tag.Group:X4}{element.Tag.Element:X4}", element => Describe(dataset, element), StringComparer.Ordinal);

    /// <summary>The elements that the portal knows by their keywords: one value as it is, several as a list.</summary>
    public static IReadOnlyDictionary<string, object?> Named(DicomDataset dataset) => dataset.Elements
        .Where(element => element.Items is null && DicomNames.KeywordOf(element.Tag) is not null && DicomNames.VrOf(element.Tag) is not ("OW" or "OB" or "OF" or "OD" or "OV"))
        .ToDictionary(element => DicomNames.KeywordOf(element.Tag)!, element => Value(dataset, element), StringComparer.Ordinal);

    private static object? Value(DicomDataset dataset, DicomElement element)
    {
        var vr = DicomNames.VrOf(element.Tag);
        var isSigned = element.Tag == DicomTags.PixelPaddingValue && dataset.UnsignedShort(DicomTags.PixelRepresentation) == 1;
        object[] values = vr switch
        {
            "US" => [.. dataset.UnsignedShorts(element.Tag).Select(number => (object)(isSigned ? (short)number : number))],
            "DS" or "IS" => [.. Text(dataset, element).Split('\\').Select(text => Number(text.Trim()))],
            // Groups of a name that are empty at its end may be left out (PS3.5 6.2.1).
            "PN" => [Text(dataset, element).TrimEnd('=')],
            _ => [.. Text(dataset, element).Split('\\').Select(text => (object)text.Trim())],
        };
        return values is [var only] ? only : values;
    }

    /// <summary>The text itself where it is not a number.</summary>
    private static object Number(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static object Describe(DicomDataset dataset, DicomElement element)
    {
        if (element.Items is { } items) return new { vr = element.Vr, Value = items.Select(Of).ToList() };
        return Values(dataset, element) is { } values
            ? new { vr = element.Vr, Value = values }
            : new { vr = element.Vr, element.Length };
    }

    /// <summary>Null where the bytes are neither text nor numbers that the file declares.</summary>
    private static object? Values(DicomDataset dataset, DicomElement element) => element.Vr switch
    {
        "US" => Numbers(element, 2, bytes => (double)BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        "SS" => Numbers(element, 2, bytes => (double)BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        "UL" => Numbers(element, 4, bytes => (double)BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        "SL" => Numbers(element, 4, bytes => (double)BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        "FL" => Numbers(element, 4, bytes => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        "FD" => Numbers(element, 8, bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        "AE" or "AS" or "CS" or "DA" or "DS" or "DT" or "IS" or "LO" or "PN" or "SH" or "TM" or "UC" or "UI" => Text(dataset, element).Split('\\'),
        "LT" or "ST" or "UR" or "UT" => new[] { Text(dataset, element) },
        "UN" when element.Length <= LongestUnknown && IsPrintable(element.Value.Span) => Text(dataset, element).Split('\\'),
        _ => null,
    };

    private static string Text(DicomDataset dataset, DicomElement element) => dataset.Text(element.Tag) ?? "";

    private static List<double> Numbers(DicomElement element, int size, Func<ReadOnlySpan<byte>, double> read)
    {
        var value = element.Value;
        return [.. Enumerable.Range(0, value.Length / size).Select(index => read(value.Span[(index * size)..]))];
    }

    /// <summary>Files without explicit value representations leave text to be told by its bytes.</summary>
    private static bool IsPrintable(ReadOnlySpan<byte> value) => Ascii.IsValid(value) && value.TrimEnd((byte)0).IndexOfAnyInRange((byte)0, (byte)31) < 0;
}
