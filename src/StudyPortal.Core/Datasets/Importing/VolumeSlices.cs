using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>Volumes that a labels file names as if they were images: the middle slice is the case, the slices beside it its stack. A slice is named <c>path#slice</c>.</summary>
internal sealed class VolumeSlices
{
    /// <summary>Slices to either side of a case.</summary>
    private const int Reach = 16;

    private readonly OpenVolumes _volumes = new();

    /// <summary>Whether a name is that of a slice, and not of an image.</summary>
    public static bool Is(string file) => file.LastIndexOf('#') is > 0 and var part && VolumeFile.IsNamedAsOne(file[..part]);

    /// <summary>Whether a file of the folder is a volume by its name; of a NIfTI pair only the header is.</summary>
    public static bool IsVolume(string folder, string file) =>
        VolumeFile.IsNamedAsOne(file) && !(Path.GetExtension(file) == ".img" && File.Exists(Path.Combine(folder, Path.ChangeExtension(file, ".hdr"))));

    /// <summary>The volume of a slice; of an image its own name.</summary>
    public static string FileOf(string file) => Is(file) ? PartOfFile.Read(file).Path : file;

    /// <summary>The middle slice and those around it, in order.</summary>
    /// <exception cref="ImageFormatException">The volume cannot be read.</exception>
    public static (string Middle, IReadOnlyList<string> Stack) Of(string folder, string file)
    {
        var depth = VolumeFile.Read(Path.Combine(folder, file)).Depth;
        var (middle, first) = (depth / 2, Math.Max(0, depth / 2 - Reach));
        var stack = Enumerable.Range(first, Math.Min(depth, middle + Reach + 1) - first).Select(slice => PartOfFile.Name(file, slice));
        return (PartOfFile.Name(file, middle), depth > 1 ? [.. stack] : []);
    }

    /// <summary>In 16 bits: whole numbers as they are, counted from the least of the volume; others, or a wider range, in equal steps.</summary>
    /// <exception cref="ImageFormatException">The volume cannot be read.</exception>
    public DecodedImage Decode(string folder, string file)
    {
        var (path, part) = PartOfFile.Read(file);
        var open = _volumes.At(Path.Combine(folder, path));
        var (volume, (low, high)) = (open.Volume, open.Range);
        var isExact = high - low <= ushort.MaxValue && volume.Type is not (VoxelType.Floating32 or VoxelType.Floating64) && volume.Rescale is null;
        var step = isExact || high == low ? 1 : (high - low) / ushort.MaxValue;
        var pixels = Array.ConvertAll(volume.Slice(part[0]), value => (ushort)Math.Clamp(Math.Round((value - low) / step), 0, ushort.MaxValue));
        var image = new GrayImage(volume.Width, volume.Height, 16, pixels);
        var (black, white) = ModalityWindow.WithoutTails(image);
        return new DecodedImage(image, black, white) { Rescale = new LinearRescale(step, low) };
    }
}
