using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>What was done with the models' predictions.</summary>
internal sealed class ModelMethods(AnalysisSet set)
{
    public string Write(ReportResults results)
    {
        if (set.Evaluations.Count == 0) return "";

        var clean = results.Classification.FirstOrDefault(condition => condition.Condition.IsClean);
        return MethodsText.Join(
            Cases(results),
            "Empirical ROC areas have DeLong's intervals, and the mean over labels with both classes that of a jackknife over cases.",
            "Per label: partial area (specificity 0.8 to 1, raw and by McClish), average precision, Brier score, calibration in ten bins of equal width and by logistic recalibration, a binormal curve by maximum likelihood, and sensitivity and specificity at a probability of one half and at the largest Youden index, with Wilson's and Clopper and Pearson's intervals.",
            clean?.Comparisons.Count > 0 ? "Models were compared on the same cases by DeLong's test, Holm's correction over the pairs of a label, and on clean images by a stratified bootstrap that draws the cases once for all models." : "",
            NonInferiority(clean),
            Attacks(results),
            External(results));
    }

    private string Cases(ReportResults results)
    {
        var own = set.Evaluations.Where(evaluation => evaluation.IsOwn).SelectMany(evaluation => evaluation.Predictions).Select(prediction => prediction.Case).Distinct().Count();
        return results.Classification.Count == 0 ? "" : MethodsText.Text($"The arms' models were tested on {own} cases of the test split.");
    }

    private string NonInferiority(ConditionResults? clean)
    {
        if (clean?.NonInferiority is not [var first, ..]) return "";

        var source = set.Registered?.Margin is null ? "; the margin was not registered" : ", as registered";
        return MethodsText.Text($"On clean images non-inferiority of the areas was tested with a margin of {first.Margin:0.####}, one-sided at {first.Alpha:0.####}{source}.");
    }

    private static string Attacks(ReportResults results)
    {
        var attacks = results.Classification.Where(condition => !condition.Condition.IsClean).Select(condition => condition.Condition).ToList();
        if (attacks.Count == 0) return "";

        var words = attacks.GroupBy(attack => attack.Steps).OrderBy(group => group.Key)
            .Select(group => MethodsText.Text($"{group.Key} steps at ε = ") + string.Join(", ", group.Select(attack => MethodsText.Text($"{attack.Epsilon:0.######}"))));
        return $"The same under attack by projected gradient descent (L∞, images in [0, 1]): {string.Join("; ", words)}; the area under the curve of the mean area over the radius is by trapezoids, divided by the range.";
    }

    private static string External(ReportResults results) => results.External is [_, ..] external
        ? $"Further data sets, each by itself: {string.Join("; ", external.Select(each => MethodsText.Text($"{each.Dataset}{(each.LabelMap.Length > 0 ? ", labels read by other names" : "")} ({each.Cases} cases)")))}."
        : "";
}
