using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Web.Features.Models;

/// <summary>How analyses are written on the page of a model.</summary>
internal static class AnalysisWords
{
    public static string Title(AnalysisSection section) => section switch
    {
        AnalysisSection.Robustness => "Robustness",
        AnalysisSection.Network => "Inside the network",
        _ => "Is the map to be believed?",
    };

    public static string Anchor(AnalysisSection section) => section.ToString().ToLowerInvariant();

    /// <summary>What it was made from.</summary>
    public static string Setting(AnalysisDetails analysis) => string.Join(" · ", Parts(analysis));

    private static IEnumerable<string> Parts(AnalysisDetails analysis)
    {
        var parameters = analysis.Parameters;
        yield return $"{analysis.Dataset}, {analysis.Split.ToString().ToLowerInvariant()}";
        yield return $"{analysis.Result.Cases} cases";
        if (analysis.Variant == ModelVariant.DualBn && AnalysisDescription.Of(analysis.Kind).HasBranch) yield return ModelWords.Text(analysis.Branch);
        if (parameters.Method is { } method) yield return method;
        if (parameters.Epsilon is { } epsilon) yield return string.Create(CultureInfo.InvariantCulture, $"ε = {epsilon:0.####}");
        if (parameters.Steps is { } steps) yield return string.Create(CultureInfo.InvariantCulture, $"{steps} steps");
        if (analysis.OtherModel is { } other) yield return $"with {other}";
        yield return ModelWords.Day(analysis.CreatedUtc);
    }
}
