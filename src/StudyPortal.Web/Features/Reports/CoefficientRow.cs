using StudyPortal.Core.Reports.Results;
using StudyPortal.Web.Features.Reports.Numbers;

namespace StudyPortal.Web.Features.Reports;

/// <summary>One line of the table of all coefficients of agreement.</summary>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Of">Its number in the column of a table; null where that has none.</param>
internal sealed record CoefficientRow(string Group, string Name, Func<AgreementTable, Measured?> Of)
{
    public static IEnumerable<IGrouping<string, CoefficientRow>> Coefficients(IReadOnlyList<AgreementTable> tables) =>
        Intraclass("Intraclass correlations, complete maps", tables, table => table.Intraclass)
            .Concat(Intraclass("Intraclass correlations by REML, every rating", tables, table => table.IntraclassReml))
            .Concat(Enum.GetValues<AlphaLevel>().Select(level => new CoefficientRow(
                "Krippendorff's alpha", level.ToString(), table => table.Alphas.FirstOrDefault(alpha => alpha.Level == level)?.Alpha)))
            .Append(new("Fleiss's kappa of complete maps", "Fleiss 1971", table => table.Fleiss.Kappa))
            .Concat(Enum.GetValues<AgreementWeighting>().SelectMany(Weighted))
            .Append(new("Rank concordance of complete maps", "Kendall's W, corrected for ties", table => table.Concordance.W))
            .Append(new("Rank concordance of complete maps", "Spearman's ρ, mean over pairs of readers", table => table.Concordance.MeanSpearman))
            .Append(new(Shares, "Equal ratings, mean over pairs of readers", table => table.PairwiseExact))
            .Append(new(Shares, "Within 1, mean over pairs of readers", table => table.PairwiseWithinOne))
            .Append(new(Shares, "Agreeing pairs, mean over maps", table => table.CaseAveraged))
            .Append(new(Shares, "All readers equal, complete maps", table => table.AllIdentical))
            .GroupBy(row => row.Group);

    public static IEnumerable<CoefficientTest> Tests(IReadOnlyList<AgreementTable> tables) =>
    [
        .. Forms(tables, table => table.Intraclass).Select(form => new CoefficientTest(
            $"{form.ShroutFleiss}: F",
            table => Form(table.Intraclass, form)?.Test.PValue,
            table => Form(table.Intraclass, form)?.Test is { F.Value: { } f } test ? $"{NumberText.Of(f, "0.00")} (df {NumberText.Df(test.Df1)}; {NumberText.Df(test.Df2)}), p " : "")),
        new("Fleiss's kappa: z", table => table.Fleiss.PValue, table => Statistic(table.Fleiss.Z)),
        .. Enum.GetValues<AgreementWeighting>().Select(weighting => new CoefficientTest(
            $"{Gwet(weighting)}, {Words(weighting)}: p", table => At(table, weighting)?.Gwet.PValue, _ => "")),
        new("Kendall's W: χ²", table => table.Concordance.PValue, table => Statistic(table.Concordance.ChiSquare, $" (df {table.Concordance.Df})")),
    ];

    private const string Shares = "Shares of equal ratings";

    private static IEnumerable<CoefficientRow> Intraclass(
        string group, IReadOnlyList<AgreementTable> tables, Func<AgreementTable, IReadOnlyList<IntraclassResult>> forms) =>
        Forms(tables, forms).Select(form => new CoefficientRow(
            group, $"{form.ShroutFleiss}, {form.McGrawWong}", table => Form(forms(table), form)?.Correlation));

    private static IEnumerable<IntraclassResult> Forms(IReadOnlyList<AgreementTable> tables, Func<AgreementTable, IReadOnlyList<IntraclassResult>> forms) =>
        tables.SelectMany(forms).DistinctBy(form => (form.ShroutFleiss, form.McGrawWong));

    private static IntraclassResult? Form(IReadOnlyList<IntraclassResult> all, IntraclassResult form) =>
        all.FirstOrDefault(each => (each.ShroutFleiss, each.McGrawWong) == (form.ShroutFleiss, form.McGrawWong));

    private static IEnumerable<CoefficientRow> Weighted(AgreementWeighting weighting)
    {
        var group = char.ToUpperInvariant(Words(weighting)[0]) + Words(weighting)[1..];
        yield return new(group, "Percent agreement", table => At(table, weighting)?.Percent.Value);
        yield return new(group, $"Gwet's {Gwet(weighting)}", table => At(table, weighting)?.Gwet.Value);
        yield return new(group, "Fleiss's kappa in Gwet's form, every map", table => At(table, weighting)?.Fleiss.Value);
        yield return new(group, "Cohen's kappa, mean over pairs of readers", table => At(table, weighting)?.CohenMean);
    }

    private static WeightedResults? At(AgreementTable table, AgreementWeighting weighting) => table.Weighted.FirstOrDefault(each => each.Weighting == weighting);

    private static string Gwet(AgreementWeighting weighting) => weighting == AgreementWeighting.None ? "AC1" : "AC2";

    private static string Words(AgreementWeighting weighting) => weighting switch
    {
        AgreementWeighting.None => "without weights",
        AgreementWeighting.Linear => "with linear weights",
        _ => "with quadratic weights",
    };

    private static string Statistic(Measured number, string df = "") => number.Value is { } value ? $"{NumberText.Of(value, "0.00")}{df}, p " : "";
}

/// <summary>A test that a coefficient of agreement is zero.</summary>
/// <param name="Of">Its p-value.</param>
/// <param name="Statistic">What stands before that; empty where there is no test.</param>
internal sealed record CoefficientTest(string Name, Func<AgreementTable, Measured?> Of, Func<AgreementTable, string> Statistic);
