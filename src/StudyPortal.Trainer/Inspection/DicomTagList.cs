using System.Buffers.Binary;
using System.Text;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Trainer.Inspection;

/// <summary>The elements of a DICOM data set in the shape of the DICOM JSON model (PS3.18 F.2); long and unknown bytes are told by their length only.</summary>
internal static class DicomTagList
{
    private const int LongestUnknown = 256;

    public static IReadOnlyDictionary<string, object> Of(DicomDataset dataset) =>
        dataset.Elements.ToDictionary(element => $"{element.Tag.Group:X4}{element.Tag.Element:X4}", element => Describe(dataset, element), StringComparer.Ordinal);

    private static object Describe(DicomDataset dataset, DicomElement element)
    {
        if (element.Items is { } items) return new { vr = element.Vr, Value = items.Select(Of).ToList() };
        return Values(dataset, element) is { } values
            ? new { vr = element.Vr, Value = values }
            : new { vr = element.Vr, element.Value.Length };
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
        "UN" when element.Value.Length <= LongestUnknown && IsPrintable(element.Value.Span) => Text(dataset, element).Split('\\'),
        _ => null,
    };

    private static string Text(DicomDataset dataset, DicomElement element) => dataset.Text(element.Tag) ?? "";

    private static List<double> Numbers(DicomElement element, int size, Func<ReadOnlySpan<byte>, double> read) =>
        [.. Enumerable.Range(0, element.Value.Length / size).Select(index => read(element.Value.Span[(index * size)..]))];

    /// <summary>Files without explicit value representations leave text to be told by its bytes.</summary>
    private static bool IsPrintable(ReadOnlySpan<byte> value) => Ascii.IsValid(value) && value.TrimEnd((byte)0).IndexOfAnyInRange((byte)0, (byte)31) < 0;
}
