using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Writes data sets as Part 10 files: zero preamble, fresh file meta information, explicit VR little endian.</summary>
public static class DicomWriter
{
    /// <summary>Identifies this software in the files it writes.</summary>
    private const string ImplementationClass = "2.25.225437105917425563710946120735640983162";

    /// <exception cref="ImageFormatException">E_INVALID_DATASET: no SOP class or instance UID, or a value too long for its representation.</exception>
    public static byte[] Write(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var meta = new DicomDataset()
            .Set(DicomElement.Bytes(DicomTags.FileMetaInformationVersion, "OB", new byte[] { 0, 1 }))
            .Set(DicomElement.Text(DicomTags.MediaStorageSopClassUid, "UI", Required(dataset, DicomTags.SopClassUid)))
            .Set(DicomElement.Text(DicomTags.MediaStorageSopInstanceUid, "UI", Required(dataset, DicomTags.SopInstanceUid)))
            .Set(DicomElement.Text(DicomTags.TransferSyntaxUid, "UI", DicomFile.ExplicitLittleEndian))
            .Set(DicomElement.Text(DicomTags.ImplementationClassUid, "UI", ImplementationClass));
        var group = Bytes(meta);

        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.Latin1);
        writer.Write(new byte[128]);
        writer.Write("DICM"u8);
        Write(writer, DicomElement.Bytes(DicomTags.FileMetaInformationGroupLength, "UL", BitConverter.GetBytes(group.Length)));
        writer.Write(group);
        writer.Write(Bytes(dataset));
        writer.Flush();
        return file.ToArray();
    }

    private static byte[] Bytes(DicomDataset dataset)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.Latin1);
        foreach (var element in dataset.Elements)
            Write(writer, element);
        writer.Flush();
        return content.ToArray();
    }

    private static void Write(BinaryWriter writer, DicomElement element)
    {
        var value = element.Items is { } items ? ItemBytes(items) : element.Value;
        var padded = value.Length + (value.Length & 1);
        WriteTag(writer, element.Tag);
        writer.Write(Encoding.Latin1.GetBytes(element.Vr));
        if (ValueRepresentation.HasLongLength(element.Vr))
        {
            writer.Write((ushort)0);
            writer.Write((uint)padded);
        }
        else if (padded <= ushort.MaxValue)
            writer.Write((ushort)padded);
        else
            throw DicomDataset.Invalid(element.Tag, $"{padded} bytes long", $"at most {ushort.MaxValue} bytes of {element.Vr}");
        writer.Write(value.Span);
        if (padded > value.Length)
            writer.Write((byte)(element.Vr is "UI" or "OB" or "UN" ? 0 : ' '));
    }

    private static ReadOnlyMemory<byte> ItemBytes(IReadOnlyList<DicomDataset> items)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.Latin1);
        foreach (var item in items.Select(Bytes))
        {
            WriteTag(writer, DicomTags.Item);
            writer.Write((uint)item.Length);
            writer.Write(item);
        }
        writer.Flush();
        return content.ToArray();
    }

    private static void WriteTag(BinaryWriter writer, DicomTag tag)
    {
        writer.Write(tag.Group);
        writer.Write(tag.Element);
    }

    private static string Required(DicomDataset dataset, DicomTag tag) =>
        dataset.Text(tag) ?? throw DicomDataset.Invalid(tag, "missing", "a UID");
}
