using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>The main tables of what the models predict.</summary>
internal static class ModelPages
{
    private const string Format = "0.000";

    public static IEnumerable<PdfTable> Of(ConditionResults condition, string dataset, IReadOnlyList<ArmFacts> arms)
    {
        var where = $"{ReportWords.Condition(condition.Condition)}, {dataset}";
        yield return Areas(condition, where, arms);
        if (!condition.Condition.IsClean) yield break;
        if (condition.Comparisons.Count > 0) yield return Comparisons(condition, where, arms);
        if (condition.NonInferiority is [var first, ..])
            yield return new PdfTable(
                QuestionPages.Margin($"Areas, {where}: is the first model not inferior?", first.Margin, first.Alpha),
                [("First − second", 0.36), ("Label", 0.18), ("Difference", 0.22), ("One-sided p", 0.12), ("Shown", 0.12)],
                [
                    .. condition.NonInferiority.Select(test => new[]
                    {
                        Pair(test.Arm, test.Standard, arms), test.Label ?? "mean over labels", ReportWords.Number(test.Difference, Format),
                        ReportWords.PValue(test.PValue), QuestionPages.Answer(test.IsShown),
                    }),
                ]);
    }

    private static PdfTable Areas(ConditionResults condition, string where, IReadOnlyList<ArmFacts> arms) => new(
        $"Areas under the ROC curve, {where}",
        [("Model", 0.34), ("Label", 0.22), ("Positive", 0.1), ("Negative", 0.1), ("Area", 0.24)],
        [.. condition.Models.SelectMany(model => Rows(model, ReportWords.Arm(model.By, arms)))]);

    private static IEnumerable<string[]> Rows(ModelAreas model, string name)
    {
        foreach (var label in model.Labels)
            yield return [name, label.Label, Count(label.Positives), Count(label.Negatives), ReportWords.Number(label.Area, Format)];
        if (model.Labels.Count > 1) yield return [name, "mean over labels", "", "", ReportWords.Number(model.Macro, Format)];
    }

    private static PdfTable Comparisons(ConditionResults condition, string where, IReadOnlyList<ArmFacts> arms) => new(
        $"Differences of areas, DeLong's test, {where}",
        [("First − second", 0.36), ("Label", 0.18), ("Difference", 0.22), ("p", 0.12), ("Holm p", 0.12)],
        [
            .. condition.Comparisons.Select(pair => new[]
            {
                Pair(pair.First, pair.Second, arms), pair.Label, ReportWords.Number(pair.Difference, Format), ReportWords.PValue(pair.PValue), ReportWords.PValue(pair.HolmPValue),
            }),
        ]);

    private static string Pair(PredictingArm first, PredictingArm second, IReadOnlyList<ArmFacts> arms) => $"{ReportWords.Arm(first, arms)} − {ReportWords.Arm(second, arms)}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
