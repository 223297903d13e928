using System.Globalization;
using System.Text;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The input files of iMRMC, read back as iMRMC reads them.</summary>
public sealed class ImrmcFileTests
{
    private const int Cases = 14, Readers = 3;
    private static readonly string[] Codes = ["R1", "R2", "R3"];

    [Fact]
    public void The_ratings_read_back_give_the_one_shot_areas_and_variances_of_the_ratings_themselves()
    {
        var cube = new double?[3, Readers, Cases];
        for (var arm = 0; arm < 3; arm++)
            for (var reader = 0; reader < Readers; reader++)
                for (var number = 0; number < Cases; number++)
                    cube[arm, reader, number] = Score(reader, number, arm);
        var expected = OneShot.Of(new MrmcSample(new RatingCube(cube), [.. Enumerable.Range(0, Cases).Select(Truth)]));

        var found = OneShot.Of(Read(File(Study(), "imrmc_q1.imrmc"), Codes));

        Assert.Equal((expected.Positives, expected.Negatives), (found.Positives, found.Negatives));
        Assert.Equal(expected.Arms.Select(arm => arm.Area.Value), found.Arms.Select(arm => arm.Area.Value));
        Assert.Equal(expected.Arms.Select(arm => arm.Variance.Value!.Value), found.Arms.Select(arm => arm.Variance.Value!.Value), new Close());
    }

    [Fact]
    public void The_head_tells_the_sizes_and_holds_nothing_that_could_pass_for_data()
    {
        var set = Study();
        var arms = set.Arms.Select(arm => arm with { Model = "N0: 7, BEGIN DATA: or" });

        var lines = File(set with { Arms = [.. arms] }, "imrmc_q1.imrmc").Split('\n');

        var head = lines.TakeWhile(line => line != "BEGIN DATA:").ToList();
        Assert.Equal(["N0: 6", "N1: 7", "NR: 3", "NM: 3"], head.Where(line => line.Contains(':', StringComparison.Ordinal)));
        Assert.DoesNotContain(head, line => line.Contains(',', StringComparison.Ordinal));
        Assert.All(lines.Skip(head.Count + 1).Where(line => line.Length > 0), line => Assert.Equal(4, line.Split(',').Length));
    }

    [Fact]
    public void The_models_scores_read_back_give_the_areas_of_the_report()
    {
        var set = Study();
        var areas = HandMadeSet.Compute(set).Classification.Single().Models.Select(model => model.Labels.Single().Area.Value!.Value);

        var sample = OneShot.Of(Read(File(set, "imrmc_models_Mass.imrmc"), ["model"]));

        Assert.Equal(areas, sample.Arms.Select(arm => arm.Area.Value!.Value), new Close());
    }

    [Fact]
    public void Without_negative_cases_there_is_no_such_file()
    {
        var set = Study();
        var positive = set with { Items = [.. set.Items.Select(item => item with { Truth = true })], Evaluations = [] };

        Assert.DoesNotContain(HandMadeSet.Files(positive).Names, file => file.Name.Contains("imrmc", StringComparison.Ordinal));
    }

    /// <summary>One case of unknown truth, one map that nobody rated, and a few gaps.</summary>
    private static AnalysisSet Study() => HandMadeSet.Empty with
    {
        Readers = Codes,
        Items =
        [
            .. from number in Enumerable.Range(0, Cases)
               from arm in Enumerable.Range(0, 3)
               select new ItemFacts(number, "Mass", arm, "Mass", 1, false, "a", "b", "c", null, null, Truth: Truth(number)),
        ],
        Ratings =
        [
            .. from reader in Enumerable.Range(0, Readers)
               from number in Enumerable.Range(0, Cases)
               from arm in Enumerable.Range(0, 3)
               where Score(reader, number, arm) is not null
               select new RatingFacts(Codes[reader], number, "Mass", arm, 1, (number * 3) + arm + 1, false, Score(reader, number, arm), 1, DateTime.UnixEpoch, 1000),
        ],
        Evaluations =
        [
            .. Enumerable.Range(0, 3).Select(arm => HandMadeSet.Scores(
                arm, [.. Enumerable.Range(0, 20).Select(number => number % 2)], [.. Enumerable.Range(0, 20).Select(number => Math.Sin(number * (arm + 1.3)) + (number % 2 * 0.7))])),
        ],
    };

    private static bool? Truth(int number) => number == 5 ? null : number % 2 == 0;

    private static int? Score(int reader, int number, int arm) =>
        (number, reader + arm) is (3, 2) or (8, 1) ? null : Math.Abs(((reader * 5) + (number * 7) + (arm * number * 3)) % 6);

    private static string File(AnalysisSet set, string name) => Encoding.UTF8.GetString(HandMadeSet.Files(set).Find(name)!.Content);

    private static MrmcSample Read(string text, string[] readers)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => line != "BEGIN DATA:").Skip(1).Select(line => line.Split(',')).ToList();
        var cases = rows.Where(row => (row[0], row[2]) == ("truth", "truth")).Select((row, index) => (Name: row[1], Truth: row[3] == "1", index)).ToDictionary(each => each.Name);
        var arms = rows.Select(row => row[2]).Where(name => name != "truth").Distinct().Order(StringComparer.Ordinal).ToList();
        var cube = new double?[arms.Count, readers.Length, cases.Count];
        foreach (var row in rows.Where(row => row[0] != "truth"))
            cube[arms.IndexOf(row[2]), Array.IndexOf(readers, row[0]), cases[row[1]].index] = double.Parse(row[3], CultureInfo.InvariantCulture);
        return new MrmcSample(new RatingCube(cube), [.. cases.Values.OrderBy(each => each.index).Select(each => (bool?)each.Truth)]);
    }

    /// <summary>Sums over cases in another order.</summary>
    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
