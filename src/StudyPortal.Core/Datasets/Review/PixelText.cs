using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Which DICOM images a person must look at, since a name may be drawn into their pixels.</summary>
internal static class PixelText
{
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";

    /// <summary>Says how the image came into the computer.</summary>
    private static readonly DicomTag ConversionType = new(0x0008, 0x0064);

    private static readonly string[] OftenAnnotated = ["US", "SC", "XC", "OT"];

    /// <summary>Digitised film, digital interface, digitised video, scanned document, scanned image, workstation.</summary>
    private static readonly string[] Captured = ["DF", "DI", "DV", "SD", "SI", "WSD"];

    /// <summary>A source that is silent is believed only of images that a detector made: not of ultrasound, photographs, screen captures and scanned film.</summary>
    public static CaseReview Review(BurnedInText text, DicomDataset source) => text switch
    {
        BurnedInText.Declared => CaseReview.Quarantined,
        BurnedInText.Undeclared when IsSuspect(source) => CaseReview.Flagged,
        _ => CaseReview.NotNeeded,
    };

    private static bool IsSuspect(DicomDataset source) =>
        OftenAnnotated.Contains(source.Text(DicomTags.Modality))
        || Captured.Contains(source.Text(ConversionType))
        || source.Text(DicomTags.SopClassUid) is not { } kind || kind == SecondaryCapture || kind.StartsWith(SecondaryCapture + ".", StringComparison.Ordinal);
}
