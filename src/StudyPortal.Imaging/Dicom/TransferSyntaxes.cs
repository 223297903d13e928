using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Names for the transfer syntaxes that a user may meet, and which of them can be read.</summary>
internal static class TransferSyntaxes
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [DicomFile.ImplicitLittleEndian] = "Implicit VR Little Endian",
        [DicomFile.ExplicitLittleEndian] = "Explicit VR Little Endian",
        [DicomFile.ExplicitBigEndian] = "Explicit VR Big Endian",
        [DicomFile.DeflatedLittleEndian] = "Deflated Explicit VR Little Endian",
        ["1.2.840.10008.1.2.4.50"] = "JPEG Baseline",
        ["1.2.840.10008.1.2.4.51"] = "JPEG Extended",
        ["1.2.840.10008.1.2.4.57"] = "JPEG Lossless",
        ["1.2.840.10008.1.2.4.70"] = "JPEG Lossless, first-order prediction",
        ["1.2.840.10008.1.2.4.80"] = "JPEG-LS Lossless",
        ["1.2.840.10008.1.2.4.81"] = "JPEG-LS Near-lossless",
        ["1.2.840.10008.1.2.4.90"] = "JPEG 2000 Lossless",
        ["1.2.840.10008.1.2.4.91"] = "JPEG 2000",
        ["1.2.840.10008.1.2.4.100"] = "MPEG2 video",
        ["1.2.840.10008.1.2.4.102"] = "MPEG-4 video",
        ["1.2.840.10008.1.2.4.201"] = "High-Throughput JPEG 2000 Lossless",
        ["1.2.840.10008.1.2.5"] = "RLE Lossless",
    };

    public static bool PixelsCanBeRead(string uid) => IsNative(uid) || FrameCodec.CanDecode(uid);

    /// <summary>Compressed files hold their elements in explicit little endian (PS3.5 A.4); only their pixels are encoded.</summary>
    public static bool ElementsCanBeRead(string uid) => PixelsCanBeRead(uid) || uid.StartsWith("1.2.840.10008.1.2.4.", StringComparison.Ordinal);

    /// <summary>What is encoded are the allocated bits, of which the header says the stored ones and their sign: RLE and JPEG. The numbers of JPEG-LS and JPEG 2000 are taken as they are.</summary>
    public static bool EncodesCells(string uid) => uid == "1.2.840.10008.1.2.5" || IsJpeg(uid);

    public static bool IsJpeg(string uid) => uid is "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51" or "1.2.840.10008.1.2.4.53"
        or "1.2.840.10008.1.2.4.55" or "1.2.840.10008.1.2.4.57" or "1.2.840.10008.1.2.4.70";

    /// <summary>What is no UID could be anything, and is not repeated.</summary>
    public static string Describe(string uid) => Names.TryGetValue(uid, out var name) ? $"{name} ({uid}) is not supported"
        : uid.All(sign => char.IsAsciiDigit(sign) || sign == '.') ? $"{uid} is not known" : "is not given by a UID";

    public static ImageFormatException Unsupported(string uid) => new(ImageFault.UnsupportedTransferSyntax,
        $"Transfer syntax {Describe(uid)}. Convert the file to Explicit VR Little Endian ({DicomFile.ExplicitLittleEndian}), for example with gdcmconv --raw.");

    private static bool IsNative(string uid) =>
        uid is DicomFile.ImplicitLittleEndian or DicomFile.ExplicitLittleEndian or DicomFile.ExplicitBigEndian or DicomFile.DeflatedLittleEndian;
}
