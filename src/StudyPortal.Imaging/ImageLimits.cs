namespace StudyPortal.Imaging;

/// <summary>What one file may cost before it is refused; checked before anything of that size is allocated.</summary>
internal static class ImageLimits
{
    public const long Pixels = 100_000_000;

    public const long DecodedBytes = 512L * 1024 * 1024;

    /// <summary>Files that unfold to less are never refused for how much they unfold.</summary>
    private const long ExpansionCounts = 100_000_000;

    private const int MostExpansion = 200;

    /// <summary>Refuses a small file that unfolds to very much.</summary>
    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT.</exception>
    public static void CheckExpansion(long decoded, long stored)
    {
        if (decoded > ExpansionCounts && decoded / MostExpansion > stored)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"{stored} bytes would unfold to {decoded}; more than {MostExpansion} times is not read above {ExpansionCounts} bytes.");
    }

    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT.</exception>
    public static void Check(long width, long height, long frames, long bytesPerPixel)
    {
        var pixels = (decimal)width * height;
        if (pixels > Pixels)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"{width} x {height} pixels; at most {Pixels} are read from one image.");
        if (pixels * frames * bytesPerPixel > DecodedBytes)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"{width} x {height} x {frames} frames of {bytesPerPixel} bytes; at most {DecodedBytes} bytes are decoded from one file.");
    }

    /// <summary>The number of bytes that are about to be allocated for one frame.</summary>
    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT.</exception>
    public static int Checked(long bytes) => bytes <= DecodedBytes
        ? (int)bytes
        : throw new ImageFormatException(ImageFault.ResourceLimit, $"{bytes} bytes in one piece; at most {DecodedBytes} are read.");
}
