namespace StudyPortal.Imaging.Dicom;

/// <summary>What the values of a pixel mean (PS3.3 C.7.6.3.1.2).</summary>
internal enum Photometric
{
    /// <summary>Gray, high is bright.</summary>
    Monochrome2,

    /// <summary>Gray, zero is white.</summary>
    Monochrome1,

    Palette,
    Rgb,
    YbrFull,

    /// <summary>Uncompressed, two pixels share their colour.</summary>
    YbrFull422,

    /// <summary>The transforms of JPEG 2000, whose decoder gives RGB.</summary>
    YbrOfJpeg2000,

    /// <summary>The file does not say: the JPEG codestream does.</summary>
    OfJpeg,
}
