using System.Globalization;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>How long to fuzz and from where, by the environment.</summary>
internal static class FuzzRun
{
    private const int UsualSeed = 20261130;

    public static int Seed => Number("STUDYPORTAL_FUZZ_SEED") ?? UsualSeed;

    /// <summary>Somebody says how many; then it takes its time.</summary>
    public static bool IsAsked => Number("STUDYPORTAL_FUZZ") is not null;

    public static int Count(int usual) => Number("STUDYPORTAL_FUZZ") ?? usual;

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
