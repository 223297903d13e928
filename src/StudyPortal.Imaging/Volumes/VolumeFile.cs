namespace StudyPortal.Imaging.Volumes;

/// <summary>Volumes in files of their own; a series of DICOM files is read by <see cref="DicomSeries"/>.</summary>
public static class VolumeFile
{
    private static readonly (string Ending, Func<string, Volume> Read)[] Formats =
    [
        (".mhd", MetaImage.Read), (".mha", MetaImage.Read),
        (".nii", Nifti.Read), (".nii.gz", Nifti.Read), (".hdr", Nifti.Read), (".img", Nifti.Read),
        (".pck", PickledVolume.Read),
    ];

    /// <summary>Whether the name is that of a volume; MetaImage and raw data cannot be told by their first bytes.</summary>
    public static bool IsNamedAsOne(string path) => FormatOf(path) is not null;

    /// <summary>Reads the header; voxels are read when a slice is asked for, all of them where they are compressed.</summary>
    /// <exception cref="ImageFormatException">The file is missing, damaged, too large, or not such a volume.</exception>
    public static Volume Read(string path)
    {
        try
        {
            var read = FormatOf(path) ?? throw new ImageFormatException(ImageFault.UnsupportedFormat,
                $"Not a volume by its name; {string.Join(", ", Formats.Select(format => format.Ending))} are read.");
            return read(path).In(path);
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(path);
        }
    }

    private static Func<string, Volume>? FormatOf(string path) =>
        Formats.FirstOrDefault(format => path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase)).Read;
}
