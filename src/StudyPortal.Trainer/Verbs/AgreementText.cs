using System.Globalization;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Every coefficient of agreement, by arm and over all of them, and every two readers.</summary>
internal static class AgreementText
{
    public static void Write(RatingsResults results, ResultLines text)
    {
        foreach (var table in results.Results.AgreementTables ?? [])
        {
            text.Title($"Agreement, {Of(table.Arm, results)}");
            text.Line("complete maps", string.Create(CultureInfo.InvariantCulture, $"{table.CompleteMaps} of {table.Maps}"));
            Intraclass(table, text);
            foreach (var alpha in table.Alphas) text.Line($"Krippendorff {Word(alpha.Level)}", alpha.Alpha);
            text.Line("Fleiss kappa", table.Fleiss.Kappa, table.Fleiss.PValue);
            foreach (var weighted in table.Weighted) Weighted(weighted, text);
            text.Line("Kendall W", table.Concordance.W, table.Concordance.PValue);
            text.Line("pairs agreeing", table.CaseAveraged);
            text.Line("all readers identical", table.AllIdentical);
            text.Line("exact agreement", table.PairwiseExact);
            text.Line("within one point", table.PairwiseWithinOne);
        }

        foreach (var table in results.Results.ReaderPairs ?? [])
        {
            if (table.Pairs.Count == 0) continue;
            text.Title($"Pairs of readers, {Of(table.Arm, results)}");
            foreach (var pair in table.Pairs)
                text.Line(
                    $"{pair.First} - {pair.Second}",
                    $"kappa quadratic {ResultLines.Text(pair.QuadraticKappa)}, bias {ResultLines.Text(pair.Differences.Bias)}, limits {ResultLines.Text(pair.Differences.LowerLimit)} and {ResultLines.Text(pair.Differences.UpperLimit)}");
        }
    }

    private static void Intraclass(AgreementTable table, ResultLines text)
    {
        foreach (var form in table.Intraclass) text.Line(form.ShroutFleiss, form.Correlation, form.Test.PValue);
        foreach (var form in table.IntraclassReml) text.Line($"{form.ShroutFleiss} REML", form.Correlation);
    }

    private static void Weighted(WeightedResults weighted, ResultLines text)
    {
        var (gwet, cohen) = weighted.Weighting == AgreementWeighting.None ? ("Gwet AC1", "Cohen kappa, mean") : ($"Gwet AC2 {Word(weighted.Weighting)}", $"Cohen {Word(weighted.Weighting)}, mean");
        text.Line(gwet, weighted.Gwet.Value);
        text.Line(cohen, weighted.CohenMean);
    }

    private static string Of(int? arm, RatingsResults results) => arm is { } ordinal ? $"arm {results.Arms[ordinal]}" : "all arms together";

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
