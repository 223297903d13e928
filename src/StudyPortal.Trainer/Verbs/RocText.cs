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
            if (model.Micro is { } micro) text.WriteLine($"  all labels pooled: {ReportWords.Number(micro, "0.0000")}");
        }

        Comparisons(text, results);
        NonInferiority(text, results);
    }

    private static void Label(TextWriter text, LabelArea label)
    {
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {label.Label}: AUC {ReportWords.Number(label.Area, "0.0000")}, {label.Positives} positive, {label.Negatives} negative"));
        if (label.Details is not { } details) return;

        var (partial, recall, calibration) = (details.Partial, details.PrecisionRecall, details.Calibration);
        Line(text, "binormal AUC", ReportWords.Number(details.Binormal.Area, "0.0000"));
        Line(
            text, string.Create(CultureInfo.InvariantCulture, $"specificity {partial.FromSpecificity:0.##} to {partial.ToSpecificity:0.##}"),
            $"partial area {ReportWords.Number(partial.Raw, "0.0000")}, standardised {ReportWords.Number(partial.McClish, "0.0000")}");
        Line(text, "average precision", $"{ReportWords.Number(recall.AveragePrecision, "0.0000")}, prevalence {ReportWords.Number(recall.Prevalence, "0.000")}");
        Line(text, "Brier score", $"{ReportWords.Number(details.Brier.Score, "0.0000")}, skill {ReportWords.Number(details.Brier.Skill, "0.000")}");
        Line(text, "calibration error", $"expected {ReportWords.Number(calibration.Expected, "0.0000")}, largest {ReportWords.Number(calibration.Maximum, "0.0000")}");
        Line(text, "calibration line", $"slope {ReportWords.Number(calibration.Slope, "0.000")}, intercept {ReportWords.Number(calibration.Intercept, "0.000")}");
        Point(text, "at one half", details.AtHalf);
        Point(text, "largest Youden index", details.AtYouden);
    }

    private static void Point(TextWriter text, string name, OperatingResults point) => Line(text, name, point.Reason ?? string.Create(
        CultureInfo.InvariantCulture,
        $"at {point.Threshold:R}: sensitivity {ReportWords.Number(point.Sensitivity.Wilson, "0.000")}, specificity {ReportWords.Number(point.Specificity.Wilson, "0.000")}"));

    private static void Comparisons(TextWriter text, ScoresResults results)
    {
        if (results.Results.Comparisons.Count == 0) return;
        text.WriteLine();
        text.WriteLine("Paired differences (DeLong; bootstrap)");
        foreach (var pair in results.Results.Comparisons)
            text.WriteLine(
                $"  {pair.Label}: {results.Models[pair.First.Arm]} - {results.Models[pair.Second.Arm]} = {ReportWords.Number(pair.Difference, "0.0000")}, "
                + $"z {ReportWords.Number(pair.Z, "0.000")}, p {ReportWords.PValue(pair.PValue)}, Holm {ReportWords.PValue(pair.HolmPValue)}"
                + (pair.Bootstrap is { } bootstrap ? $"; {ReportWords.Number(bootstrap.Difference, "0.0000")}, p {ReportWords.PValue(bootstrap.PValue)}" : ""));
    }

    private static void NonInferiority(TextWriter text, ScoresResults results)
    {
        if (results.Results.NonInferiority is not [var first, ..] all) return;
        text.WriteLine();
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Not inferior to {results.Models[first.Standard.Arm]} by {first.Margin:0.###} or more (one-sided, alpha {first.Alpha:0.####})"));
        foreach (var test in all)
            text.WriteLine(
                $"  {test.Label ?? "mean of labels"}: {results.Models[test.Arm.Arm]} {Verdict(test)}, {ReportWords.Number(test.Difference, "0.0000")}, "
                + $"p {ReportWords.PValue(test.PValue)}, Holm {ReportWords.PValue(test.HolmPValue)}");
    }

    private static string Verdict(AreaNonInferiority test) => test.IsShown switch
    {
        null => "not tested",
        true => "not inferior",
        false => "not shown",
    };

    private static void Line(TextWriter text, string name, string value) => text.WriteLine($"    {name,-22} {value}");
}
