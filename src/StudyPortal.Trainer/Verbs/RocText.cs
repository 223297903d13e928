using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The results of <c>roc</c> for a person.</summary>
internal static class RocText
{
    public static void Write(ScoresResults results, TextWriter text)
    {
        text.WriteLine(FormattableString.Invariant(
            $"{results.Cases} cases, {results.Models.Count} models; {results.UnknownTruth} rows of unknown truth left out. Intervals: {results.Confidence:P0}."));
        foreach (var model in results.Results.Models)
        {
            text.WriteLine();
            text.WriteLine($"Model {results.Models[model.Arm]}");
            foreach (var label in model.Labels) Label(text, label);
            text.WriteLine(FormattableString.Invariant($"  mean of {model.LabelsDefined} labels: {ReportWords.Number(model.Macro, "0.0000")}"));
        }

        if (results.Results.Comparisons.Count == 0) return;
        text.WriteLine();
        text.WriteLine("Paired differences (DeLong)");
        foreach (var pair in results.Results.Comparisons)
            text.WriteLine(
                $"  {pair.Label}: {results.Models[pair.First.Arm]} - {results.Models[pair.Second.Arm]} = {ReportWords.Number(pair.Difference, "0.0000")}, "
                + $"z {ReportWords.Number(pair.Z, "0.000")}, p {ReportWords.PValue(pair.PValue)}, Holm {ReportWords.PValue(pair.HolmPValue)}");
    }

    private static void Label(TextWriter text, LabelArea label) => text.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {label.Label}: AUC {ReportWords.Number(label.Area, "0.0000")}, {label.Positives} positive, {label.Negatives} negative; "
        + $"largest Youden index at {label.Threshold:R}: sensitivity {ReportWords.Number(label.Sensitivity, "0.000")}, specificity {ReportWords.Number(label.Specificity, "0.000")}"));
}
