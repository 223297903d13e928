namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>What a JPEG codestream itself says of its three components.</summary>
internal enum JpegColour
{
    Unknown,
    Rgb,
    Ybr,
}

internal static class JpegColours
{
    private const int Transform = 11;

    /// <summary>By the JFIF and Adobe markers, else by the names of the components, in the order in which decoders trust them.</summary>
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM: it ends before its frame header.</exception>
    public static JpegColour Of(ReadOnlySpan<byte> codestream)
    {
        var markers = new JpegMarkers(JpegDecoder.Name, codestream);
        var adobe = JpegColour.Unknown;
        while (markers.Next() is var marker and not (JpegMarkers.EndOfImage or JpegMarkers.StartOfScan))
        {
            var segment = markers.Segment;
            if (marker == JpegMarkers.App0 && segment.StartsWith("JFIF\0"u8))
                return JpegColour.Ybr;
            if (marker == JpegMarkers.App14 && segment.StartsWith("Adobe"u8) && segment.Length > Transform)
                adobe = segment[Transform] == 0 ? JpegColour.Rgb : JpegColour.Ybr;
            if (marker is >= 0xC0 and <= 0xC3 && segment.Length >= 15 && adobe == JpegColour.Unknown)
                return (segment[6], segment[9], segment[12]) == ('R', 'G', 'B') ? JpegColour.Rgb : JpegColour.Unknown;
        }
        return adobe;
    }
}
