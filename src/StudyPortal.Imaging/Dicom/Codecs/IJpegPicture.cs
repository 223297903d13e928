namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>A JPEG frame while its scans are read.</summary>
internal interface IJpegPicture
{
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM.</exception>
    void Read(JpegScan scan, ref JpegBits bits);

    /// <summary>The pixels in the cells that the header allocates, the components interleaved.</summary>
    byte[] Packed();
}
