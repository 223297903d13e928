using System.Text.Json;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary><c>agree</c> in a process of its own, from a table to what it says and writes.</summary>
public sealed class AgreeVerbTests : IDisposable
{
    private const string Ratings = """
        reader,case,arm,rating,repeat,control,position,session,active_ms
        R1,1,plain,1,0,,1,1,3000
        R1,2,plain,3,0,,2,1,4000
        R1,3,plain,4,0,,3,1,5000
        R1,1,robust,3,0,,4,2,3000
        R1,2,robust,5,0,,5,2,4000
        R1,3,robust,5,0,,6,2,2000
        R1,2,plain,3,1,,7,2,2000
        R1,2,,0,0,Edges,8,2,2000
        R2,1,plain,2,0,,6,2,3000
        R2,2,plain,3,0,,5,2,4000
        R2,3,plain,5,0,,4,2,5000
        R2,1,robust,2,0,,3,1,3000
        R2,2,robust,4,0,,2,1,4000
        R2,3,robust,5,0,,1,1,5000
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-agree").FullName;

    [Fact]
    public async Task Every_section_is_told_and_written()
    {
        var (table, numbers) = (Write("ratings.csv", Ratings), Path.Combine(_folder, "numbers.json"));

        var run = await ProcessRun.OfAsync("agree", table, "--out", numbers);

        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (var part in (string[])[
            "3 cases, 2 readers, 2 arms; 2 rows left out. Intervals: 95 %.", "Arm plain", "Agreement, arm robust", "Agreement, all arms together",
            "Krippendorff ratio", "Gwet AC2 quadratic", "ICC(3,k)", "Pairs of readers, arm plain", "plain - robust post hoc", "Cliff",
            "Mixed model, readers and cases random", "Proportional odds, readers and cases random", "Intra-reader agreement, from repeats", "Edges - arms",
            "Drift, mean of the readers", "Seconds a map: median (quartiles)"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        var results = JsonDocument.Parse(await File.ReadAllBytesAsync(numbers, TestContext.Current.CancellationToken)).RootElement.GetProperty("results");
        Assert.Equal(-4.0, results.GetProperty("controls").GetProperty("kinds")[0].GetProperty("difference").GetProperty("value").GetDouble());
        Assert.Equal(1.0, results.GetProperty("intraReader").GetProperty("exact").GetProperty("value").GetDouble());
        Assert.Equal(3.5, results.GetProperty("times").GetProperty("readers")[0].GetProperty("seconds").GetProperty("median").GetDouble());
    }

    [Fact]
    public async Task A_table_with_one_arm_and_one_reader_says_why_each_number_is_missing()
    {
        var run = await ProcessRun.OfAsync("agree", Write("one.csv", "reader,case,arm,rating\nR1,1,a,2\nR1,2,a,4\n"));

        Assert.Equal(0, run.Code);
        Assert.Contains("needs at least two readers", run.Output, StringComparison.Ordinal);
        Assert.Contains("no reader read a case twice", run.Output, StringComparison.Ordinal);
        Assert.Contains("no time was recorded", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader,case,arm,rating,control\nR1,1,a,2,\nR1,1,,2,Noise\n", "line 3, column control: 'Noise' is no kind of control; expected RandomWeights, Edges, OtherPatient")]
    [InlineData("reader,case,arm,rating,position\nR1,1,a,2,first\n", "line 2, column position: 'first' is not a number")]
    [InlineData("reader,case,arm,rating,session\nR1,1,a,2,1.5\n", "line 2, column session: '1.5' is not a whole number")]
    public async Task A_cell_that_cannot_be_used_ends_with_code_1_and_is_named(string table, string problem)
    {
        var run = await ProcessRun.OfAsync("agree", Write("wrong.csv", table));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        return file;
    }
}
