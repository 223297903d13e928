using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Dicom;

/// <summary>What a JPEG codestream says of its colours: asked only where the file itself says nothing.</summary>
internal static class AdobeMarker
{
    private const int Marker = 0xEE;
    private const int Transform = 11;

    /// <summary>RGB where the marker says that nothing was transformed; JPEG's usual YCbCr else.</summary>
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM.</exception>
    public static Photometric ColoursOf(ReadOnlySpan<byte> codestream)
    {
        var markers = new JpegMarkers("JPEG", codestream);
        while (markers.Next() is var marker and not (JpegMarkers.StartOfScan or JpegMarkers.EndOfImage))
            if (marker == Marker && markers.Segment.StartsWith("Adobe"u8) && markers.Segment.Length > Transform)
                return markers.Segment[Transform] == 0 ? Photometric.Rgb : Photometric.YbrFull;
        return Photometric.YbrFull;
    }
}
