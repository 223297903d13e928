using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The results of <c>agree</c> for a person.</summary>
internal static class AgreeText
{
    public static void Write(RatingsResults results, TextWriter text)
    {
        var question = results.Results;
        text.WriteLine(FormattableString.Invariant(
            $"{results.Cases} cases, {question.Readers.Count} readers, {results.Arms.Count} arms; {results.LeftOut} rows left out. Intervals: {results.Plan.Confidence:P0}."));
        foreach (var arm in question.Arms)
        {
            text.WriteLine();
            text.WriteLine($"Arm {results.Arms[arm.Arm]}");
            Line(text, "ratings", string.Create(CultureInfo.InvariantCulture, $"{arm.Ratings} ({string.Join(" ", arm.Counts)} from {question.Scale})"));
            Line(text, "mean", ReportWords.Number(arm.Mean, "0.000"));
            Line(text, "SD", ReportWords.Number(arm.StandardDeviation, "0.000"));
            Agreement(text, arm.Agreement);
        }

        text.WriteLine();
        text.WriteLine("All arms together");
        Agreement(text, question.Agreement);
        Comparison(text, results);
    }

    private static void Agreement(TextWriter text, AgreementResults agreement)
    {
        Line(text, "complete maps", string.Create(CultureInfo.InvariantCulture, $"{agreement.CompleteMaps} of {agreement.Maps}"));
        Line(text, "ICC(2,1)", ReportWords.Number(agreement.IccSingle, "0.000"));
        Line(text, "ICC(2,k)", ReportWords.Number(agreement.IccAverage, "0.000"));
        Line(text, "Krippendorff alpha", ReportWords.Number(agreement.Alpha, "0.000"));
        Line(text, "Kendall W", ReportWords.Number(agreement.KendallW, "0.000"));
        Line(text, "exact agreement", ReportWords.Number(agreement.PairwiseExact, "0.000"));
        Line(text, "within one point", ReportWords.Number(agreement.PairwiseWithinOne, "0.000"));
    }

    private static void Comparison(TextWriter text, RatingsResults results)
    {
        var friedman = results.Results.Friedman;
        text.WriteLine();
        text.WriteLine("Comparison of arms, cases as blocks");
        Line(text, "Friedman chi-square", string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(friedman.ChiSquare, "0.000")}, df {friedman.Df}, p {ReportWords.PValue(friedman.PValue)}"));
        foreach (var pair in results.Results.Comparisons)
            Line(
                text, $"{results.Arms[pair.First]} - {results.Arms[pair.Second]}",
                $"{ReportWords.Number(pair.Difference, "0.000")}, Wilcoxon p {ReportWords.PValue(pair.PValue)}, Holm {ReportWords.PValue(pair.HolmPValue)}, rank-biserial {ReportWords.Number(pair.RankBiserial, "0.000")}");
    }

    private static void Line(TextWriter text, string name, string value) => text.WriteLine($"  {name,-22} {value}");
}
