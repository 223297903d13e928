namespace StudyPortal.Core.Datasets;

internal static class DicomSniff
{
    private const int Preamble = 128;

    /// <summary>The letters DICM after the preamble; the file's name says nothing.</summary>
    public static bool IsDicom(string path)
    {
        Span<byte> head = stackalloc byte[Preamble + 4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[Preamble..].SequenceEqual("DICM"u8);
    }
}
