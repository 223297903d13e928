using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The readers' ROC areas for a person.</summary>
internal static class MrmcText
{
    public static void Write(MrmcResults results, IReadOnlyList<string> arms, ResultLines text)
    {
        text.Title("Readers' ROC areas");
        text.Line("cases", string.Create(CultureInfo.InvariantCulture, $"{results.Positives} positive, {results.Negatives} negative, {results.LeftOut} left out"));
        if (results.Reason is { } reason)
        {
            text.Line("undefined", reason);
            return;
        }

        foreach (var area in results.ReaderAreas) text.Line($"{area.Reader}, {arms[area.Arm]}", area.Area);
        if (results is not { ObuchowskiRockette: { } rockette, DorfmanBerbaumMetz: { } dorfman, OneShot: { } oneShot }) return;

        Test("Obuchowski-Rockette, random readers and cases", rockette.RandomReadersRandomCases, arms, text);
        Test("Obuchowski-Rockette, fixed readers, random cases", rockette.FixedReadersRandomCases, arms, text);
        Test("Obuchowski-Rockette, random readers, fixed cases", rockette.RandomReadersFixedCases, arms, text);
        Test("Dorfman-Berbaum-Metz, random readers and cases", dorfman.RandomReadersRandomCases, arms, text);
        Test("Dorfman-Berbaum-Metz, fixed readers, random cases", dorfman.FixedReadersRandomCases, arms, text);
        Test("Dorfman-Berbaum-Metz, random readers, fixed cases", dorfman.RandomReadersFixedCases, arms, text);
        text.Title("One-shot (Gallas), random readers and cases");
        Means(oneShot.Arms, oneShot.Pairs, arms, text);
        NonInferiority(results.NonInferiority, arms, text);
        text.Title(results.Caveat);
    }

    private static void Test(string name, MrmcTestResults test, IReadOnlyList<string> arms, ResultLines text)
    {
        text.Title(name);
        var df = test.Df2 is { } denominator ? string.Create(CultureInfo.InvariantCulture, $"{test.Df1}; {denominator:0.##}") : string.Create(CultureInfo.InvariantCulture, $"{test.Df1}");
        text.Line(test.Df2 is null ? "chi-square" : "F", $"{ResultLines.Text(test.Statistic)}, df {df}, p {ReportWords.PValue(test.PValue)}");
        Means(test.Arms, test.Pairs, arms, text);
    }

    private static void Means(IReadOnlyList<MrmcArm> means, IReadOnlyList<MrmcPair> pairs, IReadOnlyList<string> arms, ResultLines text)
    {
        foreach (var mean in means) text.Line($"area of {arms[mean.Arm]}", mean.Area);
        foreach (var pair in pairs)
            text.Line($"{arms[pair.First]} - {arms[pair.Second]}", $"{ResultLines.Text(pair.Difference)}, p {ReportWords.PValue(pair.PValue)}, Holm {ReportWords.PValue(pair.HolmPValue)}");
    }

    private static void NonInferiority(IReadOnlyList<MrmcNonInferiority> tests, IReadOnlyList<string> arms, ResultLines text)
    {
        if (tests is not [var first, ..]) return;
        text.Title(string.Create(CultureInfo.InvariantCulture, $"Not inferior by {first.Margin:0.###} or more (one-sided, alpha {first.Alpha:0.####})"));
        foreach (var test in tests)
        {
            var verdict = test.IsShown switch { null => "not tested", true => "not inferior", false => "not shown" };
            text.Line($"{arms[test.First]} to {arms[test.Second]}", $"{verdict}, {ResultLines.Text(test.Difference)}, p {ReportWords.PValue(test.PValue)}");
        }
    }
}
