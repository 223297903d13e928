using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets.Phantoms;

/// <summary>A synthetic chest data set as uncompressed DICOM files of 12 and 16 bits, every third MONOCHROME1; the same arguments give the same bytes.</summary>
public static class PhantomDicomFolder
{
    private const string Root = "2.25.302171093512";
    private const string DigitalRadiograph = "1.2.840.10008.5.1.4.1.1.1.1";

    /// <summary>Writes into <paramref name="folder"/> (made when it is not there) images whose side is <paramref name="size"/> pixels.</summary>
    public static async Task WriteAsync(string folder, int count, int seed, int size, CancellationToken cancellationToken)
    {
        var labels = new StringBuilder("file,fold,Mass,Effusion,Cardiomegaly\n");
        foreach (var (index, entry) in PhantomPlan.Draw(count, seed, size).Index())
        {
            var file = $"{entry.Patient}/IM{entry.Image:0000}";
            Directory.CreateDirectory(Path.Combine(folder, entry.Patient));
            await File.WriteAllBytesAsync(Path.Combine(folder, file), DicomWriter.Write(Dataset(entry, seed, index)), cancellationToken);
            labels.Append(CultureInfo.InvariantCulture, $"{file},{entry.Fold},{PhantomFolder.LabelCells(entry.Case)}\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, LabelsFile.Usual), labels.ToString(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, SourceReadme.FileName), Readme(count, seed, size), cancellationToken);
    }

    private static DicomDataset Dataset(PhantomEntry entry, int seed, int index)
    {
        var study = string.Create(CultureInfo.InvariantCulture, $"{Root}.{seed}.{index + 1}");
        return Pixels(entry.Case.Image, bits: index % 2 == 0 ? 12 : 16, isInverted: index % 3 == 0)
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", DigitalRadiograph))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", $"{study}.1.1"))
            .Set(DicomElement.Text(DicomTags.StudyInstanceUid, "UI", study))
            .Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", $"{study}.1"))
            .Set(DicomElement.Text(DicomTags.PatientName, "PN", $"SYNTHETIC^{entry.Patient}"))
            .Set(DicomElement.Text(DicomTags.PatientId, "LO", entry.Patient))
            .Set(DicomElement.Text(DicomTags.Modality, "CS", "DX"))
            .Set(DicomElement.Text(DicomTags.ViewPosition, "CS", $"{entry.Case.View}"))
            .Set(DicomElement.Text(DicomTags.BurnedInAnnotation, "CS", "NO"));
    }

    /// <summary>The eight bits of the phantom spread over the range, so that no level is lost.</summary>
    private static DicomDataset Pixels(GrayImage image, int bits, bool isInverted)
    {
        var top = (1 << bits) - 1;
        var bytes = new byte[image.Pixels.Length * 2];
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var value = image.Pixels[i] * top / image.MaxValue;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)(isInverted ? top - value : value));
        }

        return new DicomDataset()
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", isInverted ? "MONOCHROME1" : "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, (ushort)image.Height))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, (ushort)image.Width))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, (ushort)bits))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, (ushort)(bits - 1)))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 0))
            .Set(DicomElement.Text(DicomTags.WindowCenter, "DS", ((top + 1) / 2).ToString(CultureInfo.InvariantCulture)))
            .Set(DicomElement.Text(DicomTags.WindowWidth, "DS", (top + 1).ToString(CultureInfo.InvariantCulture)))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", bytes));
    }

    private static string Readme(int count, int seed, int size) => string.Create(CultureInfo.InvariantCulture, $"""
        SYNTHETIC. No image in this folder comes from a person.
        {count} drawn chest phantoms of {size} x {size} pixels as uncompressed DICOM, made by "studyportal phantom --format dicom --count {count} --seed {seed} --size {size}".
        The findings and the patients are inventions of a program: good for trying the software, not for any medical conclusion.

        """);
}
