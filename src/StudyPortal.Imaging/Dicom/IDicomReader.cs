namespace StudyPortal.Imaging.Dicom;

/// <summary>Reads DICOM files; the seam where another DICOM library can take the place of <see cref="Part10Reader"/>.</summary>
public interface IDicomReader
{
    /// <exception cref="ImageFormatException">The file is missing, not DICOM, damaged, too large, or in a transfer syntax that cannot be read.</exception>
    DicomFile Read(string path);

    /// <inheritdoc cref="Read(string)"/>
    DicomFile Read(Stream stream);
}
