using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Trainer.Demo;

/// <summary>The table of the paper's shape, one line a model: accuracy, accuracy under attack, share of the map on the lesion, mean rating.</summary>
internal static class DemoTable
{
    public static IEnumerable<string> Lines(ReportResults results)
    {
        yield return $"{ReportWords.Unreal(results.Study.IsSynthetic, results.Study.IsSimulated)}. Mean AUC over the labels, test split; 95 % intervals in brackets.";
        yield return $"{"model",-28}{"AUC",8}{"AUC under PGD",16}{"map inside lesion",26}{"(area)",9}{"mean rating",24}";
        foreach (var arm in results.Arms) yield return Line(results, arm);
        if (results.Classification.FirstOrDefault(c => !c.Condition.IsClean) is { } attacked)
            yield return Text($"PGD: L-infinity, epsilon {attacked.Condition.Epsilon}, {attacked.Condition.Steps} steps, through the branch that predicts.");
    }

    private static string Line(ReportResults results, ArmFacts arm)
    {
        var saliency = results.Saliency.Single(s => s.Arm == arm.Ordinal);
        var rating = results.Questions[0].Arms.Single(a => a.Arm == arm.Ordinal).Mean;
        var (clean, attacked) = (Macro(results, arm, isClean: true), Macro(results, arm, isClean: false));
        return $"{arm.Model,-28}{clean,8}{attacked,16}{WithInterval(saliency.MassInside),26}{Number(saliency.AreaInside),9}{WithInterval(rating),24}";
    }

    /// <summary>Through the branch of the clean images, which is the one a reader would use.</summary>
    private static string Macro(ReportResults results, ArmFacts arm, bool isClean)
    {
        var condition = results.Classification.FirstOrDefault(c => c.Condition.IsClean == isClean);
        var areas = condition?.Models.SingleOrDefault(model => model.Arm == arm.Ordinal && model.Branch == NormBranch.Clean);
        return areas is null ? "-" : Number(areas.Macro);
    }

    private static string Number(Measured measured) => measured.Value is { } value ? Text($"{value:0.000}") : "-";

    private static string WithInterval(Measured measured) =>
        measured is { Low: { } low, High: { } high } ? Text($"{measured.Value:0.000} [{low:0.000}, {high:0.000}]") : Number(measured);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
