namespace StudyPortal.Imaging;

/// <summary>Reads whole files that are small enough to decode in memory.</summary>
internal static class BoundedFile
{
    /// <exception cref="ImageFormatException">E_MISSING_FILE or E_RESOURCE_LIMIT.</exception>
    public static byte[] Read(string path)
    {
        if (!File.Exists(path))
            throw new ImageFormatException(ImageFault.MissingFile, "The file does not exist.", path);
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT.</exception>
    public static byte[] Read(Stream stream)
    {
        if (stream is FileStream { CanSeek: true } file && file.Length - file.Position is var left and > 0 && left <= ImageLimits.DecodedBytes)
        {
            var whole = GC.AllocateUninitializedArray<byte>((int)left);
            return file.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false) is var length && length == whole.Length ? whole : whole[..length];
        }
        using var content = new MemoryStream();
        var block = new byte[81920];
        for (int read; (read = stream.Read(block, 0, block.Length)) > 0;)
        {
            if (content.Length + read > ImageLimits.DecodedBytes)
                throw new ImageFormatException(ImageFault.ResourceLimit, $"The file is larger than {ImageLimits.DecodedBytes} bytes.");
            content.Write(block, 0, read);
        }
        return content.ToArray();
    }
}
