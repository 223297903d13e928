namespace StudyPortal.Core.Tests.Datasets;

internal static class CommittedFiles
{
    /// <summary>The same names and the same bytes.</summary>
    public static void AssertSame(string committed, string written)
    {
        Assert.Equal(Names(committed), Names(written));
        Assert.All(Names(committed), name => Assert.True(
            File.ReadAllBytes(Path.Combine(committed, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(written, name))), name));
    }

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
