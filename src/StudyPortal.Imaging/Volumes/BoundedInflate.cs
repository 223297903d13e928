namespace StudyPortal.Imaging.Volumes;

/// <summary>Decompresses what the header promises and no more, so that a small file cannot fill the memory.</summary>
internal static class BoundedInflate
{
    private const long FreeBytes = 100L * 1024 * 1024;

    /// <summary>Of image data; more is what made-up files promise.</summary>
    private const int MostRatio = 200;

    /// <summary>The bytes after the first <paramref name="skipped"/>.</summary>
    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT, E_TRUNCATED_PIXELS or E_CORRUPT_IMAGE.</exception>
    public static byte[] Read(Stream inflated, long skipped, long wanted, long compressedBytes)
    {
        if (skipped + wanted > ImageLimits.DecodedBytes || (skipped + wanted > FreeBytes && (skipped + wanted) / MostRatio > compressedBytes))
            throw new ImageFormatException(ImageFault.ResourceLimit, $"{compressedBytes} compressed bytes promise {skipped + wanted}; at most {ImageLimits.DecodedBytes} bytes are decoded from one file, and above {FreeBytes} at most {MostRatio} times its size.");
        return Guarded(() =>
        {
            var content = new byte[wanted];
            Skip(inflated, skipped);
            var read = inflated.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (read < content.Length)
                throw new ImageFormatException(ImageFault.TruncatedPixels, $"The compressed data hold {read} of the {wanted} bytes that the header promises. The file was cut short, or the header is not its own: copy both again.");
            // The checksum is looked at where the stream ends.
            _ = inflated.ReadByte();
            return content;
        });
    }

    /// <exception cref="ImageFormatException">E_CORRUPT_IMAGE.</exception>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damaged)
        {
            throw new ImageFormatException(ImageFault.CorruptImage, "The compressed data are damaged or cut short. Copy the file again.", inner: damaged);
        }
    }

    private static void Skip(Stream inflated, long bytes)
    {
        var block = new byte[81920];
        for (int read; bytes > 0 && (read = inflated.Read(block, 0, (int)Math.Min(block.Length, bytes))) > 0;)
            bytes -= read;
    }
}
