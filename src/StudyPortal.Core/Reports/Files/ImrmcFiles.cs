using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files;

/// <summary>A file of iMRMC, made when it is asked for.</summary>
internal sealed record ImrmcFile(string Name, string Content, Func<byte[]> Make);

internal static class ImrmcFiles
{
    /// <summary>Of each question with a scale, and of each label of the models' scores on clean images, wherever both classes are there.</summary>
    public static IEnumerable<ImrmcFile> Of(AnalysisSet set)
    {
        foreach (var question in set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale))
            if (HasBothClasses(OfQuestion(set, question).Select(score => score.Truth)))
                yield return new ImrmcFile(
                    string.Create(CultureInfo.InvariantCulture, $"imrmc_q{question.Position}.imrmc"),
                    $"ratings and truth for iMRMC: {question.Prompt}",
                    () => ImrmcText.Write(Head(set, $"Ratings of question {question.Position}; a case is its number and target label"), OfQuestion(set, question)));
        foreach (var label in set.Evaluations.Where(IsUsed).SelectMany(evaluation => evaluation.Predictions).Select(p => p.Label).Distinct().Order(StringComparer.Ordinal))
            if (HasBothClasses(OfLabel(set, label).Select(each => each.Prediction.Truth is true)))
                yield return new ImrmcFile(
                    $"imrmc_models_{PlainName.Of(label)}.imrmc",
                    $"the models' logits and truth for iMRMC: {label}, clean images",
                    () => ImrmcText.Write(Head(set, $"Logits of the models for {label}; every arm has one reader, its model"), OfModels(set, label)));
    }

    private static bool HasBothClasses(IEnumerable<bool> truths) => truths.Distinct().Take(2).Count() == 2;

    private static bool IsUsed(EvaluationFacts evaluation) => evaluation is { IsOwn: true, Condition.IsClean: true };

    /// <summary>The ratings that the report's own analysis of readers' areas takes, gaps and all.</summary>
    private static List<ImrmcScore> OfQuestion(AnalysisSet set, QuestionFacts question)
    {
        var table = RatingTable.Of(set, question.Position);
        var truths = TruthTable.Of(set, table.Cases);
        return
        [
            .. from item in table.Cases.Index()
               where truths[item.Index] is not null
               from arm in table.Arms
               from reader in table.Readers
               let rating = table.Rating(reader, item.Item, arm)
               where rating is not null
               select new ImrmcScore(
                   reader, string.Create(CultureInfo.InvariantCulture, $"{item.Item.Number}-{PlainName.Of(item.Item.Label)}"), truths[item.Index] is true, Name(arm), rating.Value),
        ];
    }

    private static List<ImrmcScore> OfModels(AnalysisSet set, string label)
    {
        var norms = set.Evaluations.Where(IsUsed).CountBy(evaluation => evaluation.Arm).ToDictionary();
        return
        [
            .. OfLabel(set, label).Select(each => new ImrmcScore(
                "model", each.Prediction.Case.ToString(CultureInfo.InvariantCulture), each.Prediction.Truth is true,
                Name(each.By.Arm) + (norms[each.By.Arm] > 1 ? $"{each.By.Branch}" : ""), each.Prediction.Logit)),
        ];
    }

    /// <summary>Cases of unknown truth are left out.</summary>
    private static IEnumerable<(EvaluationFacts By, PredictionFacts Prediction)> OfLabel(AnalysisSet set, string label) =>
        from evaluation in set.Evaluations.Where(IsUsed)
        from prediction in evaluation.Predictions
        where prediction.Label == label && prediction.Truth is not null
        select (evaluation, prediction);

    private static IEnumerable<string> Head(AnalysisSet set, string what) =>
        [$"{what}; from the study {set.Study.Id}", .. set.Arms.Select(arm => $"{Name(arm.Ordinal)} is {arm.Model}")];

    private static string Name(int arm) => string.Create(CultureInfo.InvariantCulture, $"arm{arm}");
}
