namespace StudyPortal.Imaging.Dicom;

/// <summary>Names for the transfer syntaxes that a user may meet.</summary>
internal static class TransferSyntaxes
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["1.2.840.10008.1.2.2"] = "Explicit VR Big Endian",
        ["1.2.840.10008.1.2.1.99"] = "Deflated Explicit VR Little Endian",
        ["1.2.840.10008.1.2.4.50"] = "JPEG Baseline",
        ["1.2.840.10008.1.2.4.51"] = "JPEG Extended",
        ["1.2.840.10008.1.2.4.57"] = "JPEG Lossless",
        ["1.2.840.10008.1.2.4.70"] = "JPEG Lossless, first-order prediction",
        ["1.2.840.10008.1.2.4.80"] = "JPEG-LS Lossless",
        ["1.2.840.10008.1.2.4.81"] = "JPEG-LS Near-lossless",
        ["1.2.840.10008.1.2.4.90"] = "JPEG 2000 Lossless",
        ["1.2.840.10008.1.2.4.91"] = "JPEG 2000",
        ["1.2.840.10008.1.2.4.100"] = "MPEG2 video",
        ["1.2.840.10008.1.2.5"] = "RLE Lossless",
    };

    public static bool PixelsCanBeRead(string uid) => uid is DicomFile.ImplicitLittleEndian or DicomFile.ExplicitLittleEndian;

    /// <summary>Compressed files hold their elements in explicit little endian (PS3.5 A.4); only their pixels are encoded.</summary>
    public static bool ElementsCanBeRead(string uid) =>
        PixelsCanBeRead(uid) || uid == "1.2.840.10008.1.2.5" || uid.StartsWith("1.2.840.10008.1.2.4.", StringComparison.Ordinal);

    public static string Describe(string uid) => Names.TryGetValue(uid, out var name) ? $"{name} ({uid}) is not supported" : $"{uid} is not known";
}
