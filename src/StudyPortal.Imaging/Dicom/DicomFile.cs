namespace StudyPortal.Imaging.Dicom;

/// <summary>The header of a DICOM file; pixels and other long values are read from it when they are asked for.</summary>
/// <param name="TransferSyntax">The UID of the syntax the file was read from, or is to be written in.</param>
/// <param name="Dataset">The elements after the file meta information.</param>
/// <param name="Warnings">What the file lacks but could be read without: W_NO_PREAMBLE, W_NO_META.</param>
public sealed record DicomFile(string TransferSyntax, DicomDataset Dataset, IReadOnlyList<string> Warnings)
{
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2";

    public const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    internal const string DeflatedLittleEndian = "1.2.840.10008.1.2.1.99";

    internal const string ExplicitBigEndian = "1.2.840.10008.1.2.2";

    /// <inheritdoc cref="IDicomReader.Read(string)"/>
    public static DicomFile Read(string path) => new Part10Reader().Read(path);
}
