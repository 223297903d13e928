using System.IO.Compression;

namespace StudyPortal.Imaging.Dicom;

/// <summary>The deflated data set of PS3.5 A.5, inflated within limits.</summary>
internal static class DeflatedElements
{
    private const int Block = 81920;

    /// <summary>Above <see cref="SuspectBytes"/> no more than so many bytes may come out of one.</summary>
    private const int SuspectRatio = 200;

    private const long SuspectBytes = 100L * 1024 * 1024;

    /// <exception cref="ImageFormatException">E_RESOURCE_LIMIT, or E_INVALID_DATASET where the bytes are not deflated.</exception>
    public static ReadOnlyMemory<byte> Inflate(DicomContent content, long start)
    {
        var deflated = content.At(start, ImageLimits.Checked(content.Length - start));
        using var inflated = new MemoryStream();
        try
        {
            using var source = new DeflateStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
            var block = new byte[Block];
            for (int read; (read = source.Read(block)) > 0;)
            {
                inflated.Write(block, 0, read);
                if (inflated.Length > ImageLimits.DecodedBytes || (inflated.Length > SuspectBytes && inflated.Length / SuspectRatio > deflated.Length))
                    throw new ImageFormatException(ImageFault.ResourceLimit, $"{deflated.Length} deflated bytes give more than {inflated.Length}; at most {ImageLimits.DecodedBytes} are read, and above {SuspectBytes} no more than {SuspectRatio} times as many.", offset: start);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new ImageFormatException(ImageFault.InvalidDataset, "The deflated data set is damaged. Copy the file again.", offset: start, inner: damaged);
        }
        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }
}
