using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>The main tables of one question with a scale.</summary>
internal sealed class QuestionPages(QuestionResults question, IReadOnlyList<ArmFacts> arms)
{
    private const string Format = "0.00", Coefficient = "0.000";

    public IEnumerable<PdfTable> Tables()
    {
        yield return Ratings();
        if (question.Readers.Count == 0) yield break;
        if (question.Comparisons.Count > 0) yield return Comparisons();
        if (question.MixedModel is { } model && model.Differences.Count > 0) yield return Mixed(model);
        yield return Agreement();
    }

    public static IEnumerable<PdfTable> Of(MrmcResults mrmc, IReadOnlyList<ArmFacts> arms)
    {
        if (mrmc.ObuchowskiRockette is not { } rockette) yield break;
        var test = rockette.RandomReadersRandomCases;
        yield return new PdfTable(
            "Readers' ROC areas, Obuchowski and Rockette with random readers and cases",
            [("Arm", 0.5), ("Mean area over readers", 0.3), ("Standard error", 0.2)],
            [.. test.Arms.Select(arm => new[] { ArmStyle.Name(arm.Arm, arms), ReportWords.Number(arm.Area, Coefficient), ReportWords.Number(arm.StandardError, "0.0000") })]);
        if (test.Pairs.Count > 0)
            yield return new PdfTable(
                $"Differences of readers' ROC areas; all arms equal: {ReportWords.PClause(test.PValue)}",
                [("First − second", 0.46), ("Difference", 0.27), ("p", 0.13), ("Holm p", 0.14)],
                [.. test.Pairs.Select(pair => new[] { Pair(pair.First, pair.Second, arms), ReportWords.Number(pair.Difference, Coefficient), ReportWords.PValue(pair.PValue), ReportWords.PValue(pair.HolmPValue) })]);
        if (mrmc.NonInferiority.Count > 0)
            yield return new PdfTable(
                Margin("Readers' ROC areas: is the first arm not inferior?", mrmc.NonInferiority[0].Margin, mrmc.NonInferiority[0].Alpha),
                [("First − second", 0.46), ("Difference", 0.27), ("One-sided p", 0.13), ("Shown", 0.14)],
                [.. mrmc.NonInferiority.Select(test => new[] { Pair(test.First, test.Second, arms), ReportWords.Number(test.Difference, Coefficient), ReportWords.PValue(test.PValue), Answer(test.IsShown) })]);
    }

    /// <summary>A caption with what the test holds the difference against.</summary>
    public static string Margin(string caption, double margin, double alpha) =>
        string.Create(CultureInfo.InvariantCulture, $"{caption} Margin {margin:0.####}, one-sided at {alpha:0.####}");

    public static string Answer(bool? isShown) => isShown switch { true => "yes", false => "no", null => "no test" };

    private PdfTable Ratings() => new(
        "Ratings",
        [("Arm", 0.42), ("Ratings", 0.1), ("Mean", 0.24), ("Standard deviation", 0.14), ("Median", 0.1)],
        [
            .. question.Arms.Select(arm => new[]
            {
                ArmStyle.Name(arm.Arm, arms), Count(arm.Ratings), ReportWords.Number(arm.Mean, Format), ReportWords.Number(arm.StandardDeviation, Format),
                arm.Median is { } median ? ReportWords.Text(median, "0.##") : "none",
            }),
        ]);

    private PdfTable Comparisons() => new(
        Caption(),
        [("First − second", 0.34), ("Cases", 0.07), ("Difference of means", 0.2), ("Wilcoxon p", 0.1), ("Corrected p", 0.11), ("Rank-biserial r", 0.18)],
        [
            .. question.Comparisons.Select(pair => new[]
            {
                Pair(pair.First, pair.Second, arms), Count(pair.Cases), ReportWords.Number(pair.Difference, Format), ReportWords.PValue(pair.PValue),
                ReportWords.PValue(pair.CorrectedPValue ?? pair.HolmPValue), ReportWords.Number(pair.RankBiserial, Format),
            }),
        ]);

    private string Caption() => $"Comparison of the arms; all arms equal (Friedman, case means): {ReportWords.PClause(question.Friedman.PValue)}";

    private PdfTable Mixed(MixedModelResults model) => new(
        $"Linear mixed model, readers and cases random; all arms equal (Kenward and Roger): {ReportWords.PClause(model.KenwardRoger.PValue)}",
        [("First − second", 0.46), ("Difference", 0.24), ("p (Satterthwaite)", 0.15), ("Corrected p", 0.15)],
        [
            .. model.Differences.Select(pair => new[]
            {
                Pair(pair.First, pair.Second, arms), ReportWords.Number(pair.Difference.Value, Format), ReportWords.PValue(pair.Difference.PValue), ReportWords.PValue(pair.CorrectedPValue),
            }),
        ]);

    private PdfTable Agreement() => new(
        "Agreement of the readers",
        [("Maps of", 0.24), ("ICC(2,1)", 0.175), ("ICC(2,k)", 0.175), ("Krippendorff's alpha, ordinal", 0.18), ("Kendall's W", 0.12), ("Within one point", 0.11)],
        [.. question.Arms.Select(arm => Agreement(ArmStyle.Name(arm.Arm, arms), arm.Agreement)), Agreement("all arms", question.Agreement)]);

    private static string[] Agreement(string of, AgreementResults found) =>
    [
        of, ReportWords.Number(found.IccSingle, Format), ReportWords.Number(found.IccAverage, Format), ReportWords.Number(found.Alpha, Format),
        ReportWords.Number(found.KendallW with { Low = null, High = null }, Format), ReportWords.Number(found.PairwiseWithinOne with { Low = null, High = null }, Format),
    ];

    private static string Pair(int first, int second, IReadOnlyList<ArmFacts> arms) => $"{ArmStyle.Name(first, arms)} − {ArmStyle.Name(second, arms)}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
