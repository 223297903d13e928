using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The R and the Python script of the bundle compute the report again from its tables.</summary>
public sealed class RecomputedReportTests
{
    private const double Tolerance = 1e-8;

    private static readonly HashSet<string> Sections =
        ["cases", "exclusions", "questions", "classification", "saliency", "overlaps", "robustness", "external", "mrmc", "strata", "relations", "flow", "planned"];

    public static TheoryData<AnalysisScript> Scripts => [AnalysisScript.R, AnalysisScript.Python];

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_study_with_missing_tied_and_repeated_ratings_is_recomputed_from_its_files(AnalysisScript script)
    {
        await using var study = await RatedStudy.CloseAsync(
            8, 4, (reader, ratedCase, arm) => (((reader * 7) + (ratedCase * 5) + (arm * 3)) % 11) switch { 10 => null, 9 => -1, var x => (x + ratedCase) % 6 }, repeats: 2);
        using var bundle = await BundleFolder.OfAsync(study.Portal, (await study.ReportAsync()).Id);
        await RecomputesAsync(script, bundle);
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task What_is_undefined_in_the_report_is_undefined_when_recomputed(AnalysisScript script)
    {
        bool?[] truth = [true, false, null, true, false, true];
        AnalysisSet[] sets =
        [
            HandMadeSet.Rated(3, truth, (_, _, _) => 2), HandMadeSet.Rated(2, truth, (_, _, _) => null), HandMadeSet.Rated(3, truth, (_, _, item) => item % 4, arms: 1),
            HandMadeSet.Rated(1, truth, (arm, _, item) => ((item * 5) + (arm * arm * 4)) % 7 % 6), HandMadeSet.Rated(3, truth, (arm, reader, _) => reader == arm ? 3 : null),
        ];
        foreach (var (index, set) in sets.Index())
        {
            int[] classes = index % 2 == 0 ? [1, 0, 0, 1, 1] : [1, 1, 2, 1, 1];
            EvaluationFacts[] scores = [HandMadeSet.Scores(0, classes, [2, 2, 2, 2, 2]), HandMadeSet.Scores(1, classes, [1, 0, 2, 2, 3])];
            using var bundle = BundleFolder.Of(set with { Evaluations = [.. scores.Take(set.Arms.Count)] });
            await RecomputesAsync(script, bundle);
        }
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task Every_section_of_a_report_is_recomputed_with_gaps_and_whatever_test_was_registered(AnalysisScript script)
    {
        foreach (var set in new[] { FullSet.Of(PlannedTest.WilcoxonOnCaseMeans), FullSet.Of(PlannedTest.DeLong), FullSet.Of(PlannedTest.MixedModel, gaps: false), FullSet.Of(PlannedTest.ObuchowskiRockette, gaps: false) })
        {
            using var bundle = BundleFolder.Of(set);
            await RecomputesAsync(script, bundle);
            Assert.Superset(Sections, bundle.Numbers(script.Output).Keys.Select(path => path.Split('[', '.')[0]).ToHashSet());
        }
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_script_ends_with_exit_code_1_and_names_the_number_that_differs(AnalysisScript script)
    {
        const string path = "questions[0].arms[1].agreement.alpha.low";
        using var bundle = BundleFolder.Of(FullSet.Of());
        bundle.Change(
            "results.csv", path + ",", line => FormattableString.Invariant($"{path},{double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) + 2e-8:R}"));

        var (exitCode, text) = await script.RunAsync(bundle);

        Assert.Equal(1, exitCode);
        Assert.Contains("Differ by more than 1e-8: 1\n  " + path, text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_script_ends_with_exit_code_1_when_it_lacks_a_number_or_has_one_too_many(AnalysisScript script)
    {
        using var bundle = BundleFolder.Of(FullSet.Of());
        bundle.Change("results.csv", "questions[0].arms[0].median,", line => "questions[0].arms[0].median,\nquestions[0].arms[0].mode,3");

        var (exitCode, text) = await script.RunAsync(bundle);

        Assert.Equal(1, exitCode);
        Assert.Contains("without being in not_recomputed.csv: 1\n  questions[0].arms[0].mode", text, StringComparison.Ordinal);
        Assert.Contains("undefined in the report: 1\n  questions[0].arms[0].median", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_changed_rating_changes_what_is_recomputed(AnalysisScript script)
    {
        using var bundle = BundleFolder.Of(FullSet.Of());
        bundle.Change("ratings.csv", "R1,0,Mass,", line =>
        {
            var cells = line.Split(',');
            cells[13] = cells[13] == "0" ? "5" : "0";
            return string.Join(',', cells);
        });

        var (exitCode, text) = await script.RunAsync(bundle);

        Assert.Equal(1, exitCode);
        Assert.Contains(".mean.value: here ", text, StringComparison.Ordinal);
    }

    /// <summary>By the script's own account and by a comparison of the two tables here.</summary>
    internal static async Task RecomputesAsync(AnalysisScript script, BundleFolder bundle)
    {
        var (exitCode, text) = await script.RunAsync(bundle);
        Assert.True(exitCode == 0, text);

        string[] leftOut = [.. bundle.NotRecomputed, .. LeftOutBecauseOfTheData(text)];
        var here = bundle.Numbers("results.csv");
        var there = bundle.Numbers(script.Output);
        Assert.Contains(here, number => number.Value is not null);
        Assert.All(here.Where(number => number.Value is not null && !IsLeftOut(number.Key, leftOut)), number =>
        {
            Assert.True(there.TryGetValue(number.Key, out var again), $"{number.Key} is not recomputed.");
            Assert.True(IsEqual(number.Value!.Value, again!.Value), $"{number.Key} is {number.Value}, recomputed {again}.");
        });
        Assert.All(there.Keys, path => Assert.True(here.GetValueOrDefault(path) is not null, $"{path} is recomputed, but the report does not have it."));
    }

    private static IEnumerable<string> LeftOutBecauseOfTheData(string text) => text.Split('\n')
        .SkipWhile(line => !line.StartsWith("Left out because of these data", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(": ")[0]);

    private static bool IsLeftOut(string path, IEnumerable<string> starts)
    {
        var plain = System.Text.RegularExpressions.Regex.Replace(path, "\\[[0-9]+\\]", "[]");
        return starts.Any(start => plain.StartsWith(start, StringComparison.Ordinal));
    }

    private static bool IsEqual(double number, double again) => number.Equals(again) || Math.Abs(number - again) <= Tolerance * Math.Max(1, Math.Abs(number));
}
