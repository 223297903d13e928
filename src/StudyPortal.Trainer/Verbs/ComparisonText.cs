using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Tests and effect sizes between arms, and the two models.</summary>
internal static class ComparisonText
{
    public static void Write(RatingsResults results, ResultLines text)
    {
        var question = results.Results;
        text.Title("Comparison of arms, cases as blocks");
        text.Line("Friedman chi-square", string.Create(
            CultureInfo.InvariantCulture, $"{ResultLines.Text(question.Friedman.ChiSquare)}, df {question.Friedman.Df}, p {ReportWords.PValue(question.Friedman.PValue)}"));
        text.Line("Kendall W of Friedman", question.Friedman.KendallW);
        if (question.Permutation is { } permutation) text.Line("permuted within cases", permutation.ChiSquare, permutation.PValue);
        foreach (var pair in question.Comparisons) Pair(Name(pair.First, pair.Second, results), pair, text);
        foreach (var pair in question.PostHoc?.Pairs ?? [])
            text.Line(
                $"{Name(pair.First, pair.Second, results)} post hoc",
                $"Nemenyi p {ReportWords.PValue(pair.NemenyiPValue)}, Conover p {ReportWords.PValue(pair.ConoverPValue)}, corrected {ReportWords.PValue(pair.ConoverCorrectedPValue)}");
        if (question.MixedModel is { } mixed) Mixed(mixed, results, text);
        if (question.OrdinalModel is { } ordinal) Ordinal(ordinal, results, text);
    }

    private static void Pair(string name, ArmComparison pair, ResultLines text)
    {
        text.Line(
            name, $"{ResultLines.Text(pair.Difference)}, Wilcoxon p {ReportWords.PValue(pair.PValue)}, Holm {ReportWords.PValue(pair.HolmPValue)}, rank-biserial {ResultLines.Text(pair.RankBiserial)}");
        if (pair is not { PairedT: { } t, Sign: { } sign, CohenDz: { } dz, CohenDav: { } dav, CliffDelta: { } delta }) return;
        text.Line("  paired t, sign", $"t {ResultLines.Text(t.T)}, p {ReportWords.PValue(t.PValue)}; sign p {ReportWords.PValue(sign.PValue)}");
        text.Line("  effect sizes", $"dz {ResultLines.Text(dz)}, dav {ResultLines.Text(dav)}, Cliff {ResultLines.Text(delta)}");
    }

    private static void Mixed(MixedModelResults model, RatingsResults results, ResultLines text)
    {
        text.Title("Mixed model, readers and cases random");
        text.Line("variances", $"reader {ResultLines.Text(model.Variances.Reader)}, case {ResultLines.Text(model.Variances.Case)}, residual {ResultLines.Text(model.Variances.Residual)}");
        text.Line("arms, Kenward-Roger F", model.KenwardRoger.F, model.KenwardRoger.PValue);
        foreach (var mean in model.Means) text.Line($"mean {results.Arms[mean.Arm]}", mean.Mean.Value);
        foreach (var pair in model.Differences)
            text.Line(Name(pair.First, pair.Second, results), $"{ResultLines.Text(pair.Difference.Value)}, p {ReportWords.PValue(pair.Difference.PValue)}, corrected {ReportWords.PValue(pair.CorrectedPValue)}");
    }

    private static void Ordinal(OrdinalModelResults model, RatingsResults results, ResultLines text)
    {
        text.Title("Proportional odds, readers and cases random");
        text.Line("arms, likelihood ratio", model.LikelihoodRatio.ChiSquare, model.LikelihoodRatio.PValue);
        foreach (var pair in model.Differences)
            text.Line(Name(pair.First, pair.Second, results), $"odds ratio {ResultLines.Text(pair.OddsRatio)}, p {ReportWords.PValue(pair.PValue)}, corrected {ReportWords.PValue(pair.CorrectedPValue)}");
    }

    private static string Name(int first, int second, RatingsResults results) => $"{results.Arms[first]} - {results.Arms[second]}";
}
