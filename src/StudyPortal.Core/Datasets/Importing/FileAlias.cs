using System.Text.RegularExpressions;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>What a file of a source is called where its own name, which may be a patient's, must not stand: only who has this installation's secret and the folder can tell which it is.</summary>
internal static partial class FileAlias
{
    private const int Digits = 12;

    /// <summary>Endings that say what kind of file it is, and nothing else.</summary>
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".dcm", ".csv", ".txt", ".mhd", ".mha", ".raw", ".zraw", ".nii", ".gz", ".pck", ".json", ".zip"];

    /// <param name="file">Inside the folder, with forward slashes.</param>
    /// <param name="pseudonyms">Of this installation.</param>
    public static string Of(string file, Pseudonyms pseudonyms)
    {
        var ending = Path.GetExtension(file).ToLowerInvariant();
        return $"file-{ImportKey.OfSource(file, pseudonyms)[..Digits].ToLowerInvariant()}{(Endings.Contains(ending) ? ending : "")}";
    }

    /// <summary>The text with the names of the files in place of what they are called; what is not among them stays.</summary>
    public static string Resolve(string text, IReadOnlyDictionary<string, string> names) =>
        Alias().Replace(text, match => names.GetValueOrDefault(match.Value, match.Value));

    [GeneratedRegex(@"file-[0-9a-f]{12}(\.[a-z]+)?")]
    private static partial Regex Alias();
}
