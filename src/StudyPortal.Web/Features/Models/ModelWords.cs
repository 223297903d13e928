using System.Globalization;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

/// <summary>How models and their figures are written on pages.</summary>
public static class ModelWords
{
    public static string Text(ModelVariant variant) => variant switch
    {
        ModelVariant.Standard => "standard",
        ModelVariant.Adversarial => "adversarial",
        _ => "dual-BN",
    };

    public static string Text(NormBranch branch) => branch == NormBranch.Clean ? "clean norm" : "adversarial norm";

    /// <summary>Three digits, or a dash.</summary>
    public static string Area(double? area) => area?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    public static string Interval(LabelAuc auc) => auc is { Low: { } low, High: { } high } ? $"{Area(low)}–{Area(high)}" : "";

    public static string Attack(EvaluationScores scores) =>
        scores.IsClean ? "clean" : string.Create(CultureInfo.InvariantCulture, $"PGD-{scores.Steps}, ε = {scores.Epsilon:0.####}");

    /// <summary>The branch is worth a word only where there are two.</summary>
    public static string Branch(EvaluationScores scores, ModelVariant variant) => (variant, scores.IsClean) switch
    {
        (not ModelVariant.DualBn, _) => "",
        (_, true) => Text(scores.Branch),
        _ when scores.Branch == scores.AttackBranch => $"{Text(scores.Branch)}, attacked through it",
        _ => $"{Text(scores.Branch)}, attacked through the {Text(scores.AttackBranch)}",
    };

    public static string Network(string architecture, int width, int inputSize) =>
        string.Create(CultureInfo.InvariantCulture, $"{architecture}, width {width}, {inputSize} × {inputSize}");

    public static string Day(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
