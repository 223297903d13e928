using System.Text;

namespace StudyPortal.Core.Reports.Files;

/// <summary>
/// The R and the Python script of the bundle, which recompute the numbers of the report from its CSV files. Each is put together from
/// parts, one a subject, that are files of this folder.
/// </summary>
internal static class AnalysisScripts
{
    private static readonly string[] Parts =
    [
        "tables", "draws", "data", "agreement", "kappas", "repeats", "comparison", "effects", "mixed", "mixed_tests", "ordinal", "roc", "scores",
        "models", "reading", "strata", "mrmc", "flow", "sections", "check",
    ];

    public static byte[] R() => Joined(part => $"scripts/R/{part}.R");

    public static byte[] Python() => Joined(part => $"scripts/Python/{part}.py");

    /// <summary>A table of the paths that both scripts leave out, and why.</summary>
    public static byte[] NotRecomputed() => Encoding.UTF8.GetBytes(Text("scripts/not_recomputed.csv"));

    /// <summary>The lines of that table, without its header.</summary>
    public static IReadOnlyList<string> LeftOut() => [.. Text("scripts/not_recomputed.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    private static byte[] Joined(Func<string, string> nameOf) => Encoding.UTF8.GetBytes(string.Join('\n', Parts.Select(part => Text(nameOf(part)))));

    private static string Text(string resource)
    {
        using var stream = typeof(AnalysisScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The script '{resource}' is not part of this program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
