using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Every figure of a report; one that there is nothing to show in is not listed.</summary>
internal sealed class FigureList(StoredReport report)
{
    private readonly AnalysisSet _set = report.AnalysisSet;
    private readonly ReportResults _results = report.Results;
    private readonly string _warning = ReportWords.Unreal(report.AnalysisSet.Study.IsSynthetic, report.AnalysisSet.Study.IsSimulated);

    public IEnumerable<NamedFigure> All() =>
    [
        .. _results.Questions.SelectMany(OfQuestion),
        .. OfStudy(),
        .. _results.Classification.SelectMany(condition => OfCondition(new EvaluatedCondition(condition), "")),
        .. (_results.External ?? []).SelectMany((external, index) => external.Conditions.SelectMany(condition => OfCondition(
            new EvaluatedCondition(condition, external.Dataset, external.LabelMap), string.Create(CultureInfo.InvariantCulture, $"_external{index + 1}")))),
    ];

    private IEnumerable<NamedFigure> OfStudy()
    {
        if (TimeFigure.Of(_set) is { } time) yield return new("time", "time per place, by reader", () => time);
        if (_results.Classification.Any(each => !each.Condition.IsClean && each.Models.Any(model => model.Macro.Value is not null)))
            yield return new("robustness", "mean area under the ROC curve against the size of the attack", () => RobustnessFigure.Of(_set, _results.Robustness ?? ModelSections.Robustness(_set)));
    }

    private IEnumerable<NamedFigure> OfQuestion(QuestionResults question)
    {
        var suffix = question.Question == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_q{question.Question}");
        yield return new("ratings" + suffix, $"ratings per arm: {question.Prompt}", () => RatingsFigure.Of(_set, question));
        if (question.Readers.Count == 0) yield break;
        if (question.Comparisons.Count > 0)
            yield return new("differences" + suffix, $"differences between arms: {question.Prompt}", () => ForestFigure.Of(
                question.Prompt, "Difference of the mean rating, first − second", [.. question.Comparisons.Select(Row)], _warning));
        yield return new("drift" + suffix, $"ratings in the course of the reading: {question.Prompt}", () => DriftFigure.Of(_set, question));
        if (MassFigure.Of(_set, question) is { } mass)
            yield return new("mass" + suffix, $"ratings and the share of the map inside the lesion: {question.Prompt}", () => mass);
        if (question.Readers.Count < 2) yield break;
        var kappas = new Lazy<ReaderKappas>(() => ReaderKappas.Of(_set, question));
        yield return new("agreement" + suffix, $"weighted kappa of every two readers: {question.Prompt}", () => AgreementFigure.Of(kappas.Value, question, _warning));
        foreach (var figure in OfReaderPairs(question, kappas.Value, suffix)) yield return figure;
    }

    /// <summary>The bundle holds the two who agree least.</summary>
    private IEnumerable<NamedFigure> OfReaderPairs(QuestionResults question, ReaderKappas kappas, string suffix)
    {
        var least = kappas.Pairs.MinBy(pair => pair.Kappa.Kappa.Value ?? double.MaxValue);
        return kappas.Pairs.Select(pair => new NamedFigure(
            $"bland-altman_{PlainName.Of(kappas.Readers[pair.FirstReader])}_{PlainName.Of(kappas.Readers[pair.SecondReader])}{suffix}",
            $"limits of agreement of {kappas.Readers[pair.FirstReader]} and {kappas.Readers[pair.SecondReader]}{(pair == least ? ", who agree least" : "")}: {question.Prompt}",
            new Lazy<Figure>(() => BlandAltmanFigure.Of(_set, question, pair.FirstReader, pair.SecondReader)),
            IsInBundle: pair == least));
    }

    private ForestRow Row(ArmComparison pair) => new(
        $"{ArmStyle.Name(pair.First, _set.Arms)} − {ArmStyle.Name(pair.Second, _set.Arms)}", pair.Difference, $"Holm {Clause(pair.HolmPValue)}");

    private ForestRow Row(AreaComparison pair) => new(
        $"{ReportWords.Arm(pair.First, _set.Arms)} − {ReportWords.Arm(pair.Second, _set.Arms)}", pair.Difference, $"Holm {Clause(pair.HolmPValue)}");

    private ForestRow Row(AreaNonInferiority test) => new(
        $"{ReportWords.Arm(test.Arm, _set.Arms)} − {ReportWords.Arm(test.Standard, _set.Arms)}", test.Difference, $"one-sided {Clause(test.PValue.Value)}");

    private static string Clause(double? p) => ReportWords.PClause(new Measured(p, null, null, "undefined"));

    private IEnumerable<NamedFigure> OfCondition(EvaluatedCondition condition, string suffix)
    {
        var of = condition.Results.Condition;
        var attack = of.IsClean ? "" : string.Create(CultureInfo.InvariantCulture, $"_pgd{of.Steps}_eps{of.Epsilon:0.####}");
        foreach (var label in condition.Results.Models.SelectMany(model => model.Labels).Where(label => label.Area.Value is not null).Select(label => label.Label).Distinct())
        {
            var (name, where) = (PlainName.Of(label) + attack + suffix, $"{label}, {condition.Words}");
            yield return new("roc_" + name, "ROC curves, " + where, () => RocFigure.Of(_set, condition, label));
            if (!of.IsClean) continue;
            yield return new("pr_" + name, "precision and recall, " + where, () => PrecisionRecallFigure.Of(_set, condition, label));
            yield return new("calibration_" + name, "reliability of the predicted probabilities, " + where, () => ReliabilityFigure.Of(_set, condition, label));
            foreach (var figure in OfAreas(condition.Results, label, name, where)) yield return figure;
        }
    }

    private IEnumerable<NamedFigure> OfAreas(ConditionResults condition, string label, string name, string where)
    {
        const string axis = "Difference of the area under the ROC curve, first − second";
        var pairs = condition.Comparisons.Where(pair => pair.Label == label).ToList();
        if (pairs.Count > 0)
            yield return new("auc-differences_" + name, "differences of areas under the ROC curve, " + where, () => ForestFigure.Of(where, axis, [.. pairs.Select(Row)], _warning));
        var tests = (condition.NonInferiority ?? []).Where(test => test.Label == label).ToList();
        if (tests.Count > 0)
            yield return new("non-inferiority_" + name, "areas under the ROC curve and the margin of non-inferiority, " + where, () => ForestFigure.Of(
                $"{where}: is the first not inferior?", axis, [.. tests.Select(Row)], _warning, tests[0].Margin));
    }
}
