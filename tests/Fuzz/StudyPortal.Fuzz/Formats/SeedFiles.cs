namespace StudyPortal.Fuzz.Formats;

internal static class SeedFiles
{
    /// <summary>The DICOM files beside the program, in the same order everywhere.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Seeds"), "*.dcm").Order(StringComparer.Ordinal)];
}
