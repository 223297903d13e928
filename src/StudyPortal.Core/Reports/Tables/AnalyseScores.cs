using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Tables;

/// <summary>How well scores from a table tell the classes apart, computed as in a report.</summary>
/// <param name="Models">The names behind the ordinals.</param>
/// <param name="UnknownTruth">Rows without a truth: left out.</param>
public sealed record ScoresResults(IReadOnlyList<string> Models, int Cases, int UnknownTruth, double Confidence, ConditionResults Results, AnalysisPlan? Plan = null);

/// <summary>
/// ROC areas and their comparison from a table with the columns case, label, truth (1, 0 or empty), model, score (higher = positive). What reads
/// scores as probabilities is undefined where one lies outside 0 to 1. The first model by name is the standard of non-inferiority.
/// </summary>
public static class AnalyseScores
{
    private static readonly AttackCondition AsGiven = new(0, 0);

    /// <exception cref="TableException">The table cannot be used; the message says where and why.</exception>
    public static ScoresResults From(TextReader table, string file, AnalysisPlan plan, CancellationToken cancellationToken)
    {
        var rows = TableReader.Read(table, file, "case", "label", "truth", "model", "score");
        CheckTruth(rows);
        CheckDuplicates(rows);
        var models = NameOrder.Of(rows.Select(row => row.Required("model")));
        var cases = NameOrder.Of(rows.Select(row => row.Required("case"))).Index().ToDictionary(name => name.Item, name => name.Index);
        var evaluations = models.Select((model, ordinal) => new EvaluationFacts(
            ordinal, NormBranch.Clean, AsGiven.Epsilon, AsGiven.Steps, NormBranch.Clean,
            [
                .. rows.Where(row => row.Text("model") == model && row.Text("score").Length > 0)
                    .Select(row => new PredictionFacts(cases[row.Text("case")], row.Text("label"), row.YesOrNo("truth"), row.Number("score").GetValueOrDefault()))
                    .OrderBy(prediction => prediction.Label, StringComparer.Ordinal).ThenBy(prediction => prediction.Case),
            ])).ToList();
        var results = new ClassificationAnalysis(evaluations, ScoreScale.Probability, plan, NonInferiorityRule.Usual(plan.Confidence)).Run(cancellationToken).Single();
        return new ScoresResults(models, cases.Count, rows.Count(row => row.YesOrNo("truth") is null), plan.Confidence, results, plan);
    }

    private static void CheckTruth(IReadOnlyList<TableRow> rows)
    {
        foreach (var group in rows.GroupBy(row => (row.Required("case"), row.Required("label"))))
        {
            var first = group.First();
            if (group.FirstOrDefault(row => row.YesOrNo("truth") != first.YesOrNo("truth")) is { } other)
                throw other.Wrong("truth", $"'{other.Text("truth")}' contradicts line {first.Line}, where the same case and label have '{first.Text("truth")}'.");
        }
    }

    private static void CheckDuplicates(IReadOnlyList<TableRow> rows)
    {
        foreach (var group in rows.GroupBy(row => (row.Text("case"), row.Text("label"), row.Required("model"))))
            if (group.Skip(1).FirstOrDefault() is { } second)
                throw second.Wrong("score", $"the model has scored this case and label in line {group.First().Line} already; expected one score each.");
    }
}
