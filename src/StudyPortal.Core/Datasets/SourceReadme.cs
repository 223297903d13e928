namespace StudyPortal.Core.Datasets;

/// <summary>The README.txt of a source folder: where the data come from, and whether they are synthetic.</summary>
internal sealed record SourceReadme(string Text, bool IsSynthetic)
{
    public const string FileName = "README.txt";

    private const int Longest = 4000;

    /// <summary>A file whose first word is SYNTHETIC marks the folder as generated.</summary>
    public static SourceReadme Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return new SourceReadme("", false);
        using var reader = File.OpenText(path);
        var buffer = new char[Longest];
        var text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        return new SourceReadme(text, text.StartsWith("SYNTHETIC", StringComparison.Ordinal));
    }
}
