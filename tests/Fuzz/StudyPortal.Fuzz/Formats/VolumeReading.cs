using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Fuzz.Formats;

/// <summary>Reads a volume from its header to its first and last slice, and the whole of a small one.</summary>
internal static class VolumeReading
{
    private const long Small = 1 << 16;

    public static void Of(FuzzSeed seed, byte[] content, string folder)
    {
        var path = Path.Combine(folder, seed.File);
        File.WriteAllBytes(path, content);
        var volume = VolumeFile.Read(path);
        volume.Slice(0);
        volume.Slice(volume.Depth - 1);
        if ((long)volume.Width * volume.Height * volume.Depth < Small)
            volume.Range();
    }
}
