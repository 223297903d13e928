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

    /// <summary>Under which names the data set has labels; empty when under the model's own.</summary>
    public static string Judged(EvaluationScores scores) =>
        scores.LabelMap.Count == 0 ? "" : $", with {string.Join(", ", scores.LabelMap.Select(pair => $"{pair.Key} = {pair.Value}"))}";

    /// <summary>Four significant digits, a true minus sign, or a dash.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        0 => "0",
        { } number when Math.Abs(number) is >= 1e5 or < 1e-4 => Signed(number.ToString("0.###e+0", CultureInfo.InvariantCulture)),
        { } number => Signed(number.ToString(Math.Abs(number) >= 1000 ? "0" : Math.Abs(number) >= 10 ? "0.0" : "0.000", CultureInfo.InvariantCulture)),
    };

    private static string Signed(string number) => number.Replace("-", "−", StringComparison.Ordinal);

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
