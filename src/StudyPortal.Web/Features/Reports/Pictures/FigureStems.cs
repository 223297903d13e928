using System.Globalization;

namespace StudyPortal.Web.Features.Reports.Pictures;

/// <summary>How the figures of a report are named, without their ending.</summary>
internal static class FigureStems
{
    private static readonly string[] OfLabels = ["roc_", "pr_", "calibration_", "auc-differences_", "non-inferiority_"];

    /// <summary>A figure of a question: the first question's has no suffix.</summary>
    public static string OfQuestion(string figure, int question) => figure + Suffix(question);

    /// <summary>Limits of agreement of two readers.</summary>
    public static string OfReaders(string first, string second, int question) => $"bland-altman_{first}_{second}{Suffix(question)}";

    public static bool IsOfReaders(string stem, int question) => stem.StartsWith("bland-altman_", StringComparison.Ordinal)
        && (question == 1 ? !stem.Contains("_q", StringComparison.Ordinal) : stem.EndsWith(Suffix(question), StringComparison.Ordinal));

    /// <param name="external">Number of the other data set, from 1; null for the study's own.</param>
    public static bool IsOfModels(string stem, bool isClean, int? external) =>
        Array.Exists(OfLabels, prefix => stem.StartsWith(prefix, StringComparison.Ordinal))
        && isClean != stem.Contains("_pgd", StringComparison.Ordinal)
        && (external is { } number ? stem.EndsWith(FormattableString.Invariant($"_external{number}"), StringComparison.Ordinal) : !stem.Contains("_external", StringComparison.Ordinal));

    private static string Suffix(int question) => question == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_q{question}");
}
