namespace StudyPortal.Core.Datasets;

/// <summary>Names of files that others chose: only such as stay inside a folder, on every system.</summary>
internal static class SafeName
{
    private const int LongestPart = 200, LongestName = 1000;

    /// <summary>The name with forward slashes, or why it is refused.</summary>
    public static (string? Name, string? Refusal) Of(string named)
    {
        var name = named.Replace('\\', '/');
        var parts = name.Split('/');
        if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || parts.Contains(".."))
            return (null, $"E_PATH_TRAVERSAL: \"{named}\" points outside the folder. Pack the files by names relative to their folder.");
        if (name.Any(char.IsControl) || parts.Any(part => part is "" or "." || part.Length > LongestPart || part != part.TrimEnd(' ', '.')) || name.Length > LongestName)
            return (null, $"E_INVALID_DATASET: \"{new string([.. named.Where(letter => !char.IsControl(letter)).Take(LongestPart)])}\" cannot be the name of a file here: it is empty in a part, too long, or ends in a space or a dot. Rename the file.");
        return (name, null);
    }
}
