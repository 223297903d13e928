using System.Globalization;
using System.Text.RegularExpressions;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>A CT of a LUNA16 folder, by the name of its file.</summary>
/// <param name="Volume">Its header has been read, its voxels have not.</param>
internal sealed partial record LunaScan(string File, Volume Volume)
{
    /// <summary>The number of its folder subset0 to subset9; null in any other folder.</summary>
    public int? Subset => SubsetFolder().Match(File) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The scans below a folder by their series, which is what their files are called.</summary>
    public static Dictionary<string, string> Files(string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SourceFiles.Inside(folder).Where(IsScan)) files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        return files;
    }

    public static bool IsScan(string file) => Path.GetExtension(file).ToLowerInvariant() is ".mhd" or ".mha";

    [GeneratedRegex(@"(?:^|/)subset(\d)/")]
    private static partial Regex SubsetFolder();
}
