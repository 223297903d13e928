using System.Text.Json;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary><c>roc</c>, and <c>agree</c> with the truth of the cases, in processes of their own.</summary>
public sealed class RocVerbTests : IDisposable
{
    private const string Scores = """
        case,label,truth,model,score
        1,Mass,1,a,0.9
        2,Mass,1,a,0.6
        3,Mass,1,a,0.4
        4,Mass,0,a,0.5
        5,Mass,0,a,0.2
        6,Mass,0,a,0.1
        1,Mass,1,b,0.8
        2,Mass,1,b,0.3
        3,Mass,1,b,0.7
        4,Mass,0,b,0.6
        5,Mass,0,b,0.1
        6,Mass,0,b,0.4
        7,Mass,,b,0.4
        """;

    private const string Ratings = """
        reader,case,arm,rating,found
        R1,1,plain,4,1
        R1,2,plain,2,1
        R1,3,plain,3,0
        R1,4,plain,1,0
        R1,1,robust,5,1
        R1,2,robust,3,1
        R1,3,robust,2,0
        R1,4,robust,3,0
        R2,1,plain,3,1
        R2,2,plain,4,1
        R2,3,plain,1,0
        R2,4,plain,4,0
        R2,1,robust,5,1
        R2,2,robust,4,1
        R2,3,robust,1,0
        R2,4,robust,2,0
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-roc").FullName;

    [Fact]
    public async Task Every_number_of_a_model_is_told_and_written()
    {
        var numbers = Path.Combine(_folder, "numbers.json");

        var run = await ProcessRun.OfAsync("roc", Write("scores.csv", Scores), "--out", numbers);

        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (var part in (string[])[
            "7 cases, 2 models; 1 rows of unknown truth left out. Intervals: 95 %.", "Mass: AUC 0.8889", "binormal AUC", "specificity 0.8 to 1", "average precision",
            "Brier score", "calibration error", "at one half", "largest Youden index", "all labels pooled", "Paired differences (DeLong; bootstrap)",
            "Not inferior to a by 0.05 or more (one-sided, alpha 0.025)", "mean of labels: b"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        var label = JsonDocument.Parse(await File.ReadAllBytesAsync(numbers, TestContext.Current.CancellationToken)).RootElement
            .GetProperty("results").GetProperty("models")[0].GetProperty("labels")[0];

        // (0.1^2 + 0.4^2 + 0.6^2 + 0.5^2 + 0.2^2 + 0.1^2) / 6
        Assert.Equal(0.83 / 6, label.GetProperty("details").GetProperty("brier").GetProperty("score").GetProperty("value").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task A_column_of_truth_gives_the_readers_areas()
    {
        var run = await ProcessRun.OfAsync("agree", Write("ratings.csv", Ratings), "--truth", "found");

        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (var part in (string[])[
            "2 positive, 2 negative, 0 left out", "R1, plain                  0.750", "Obuchowski-Rockette, random readers and cases", "Dorfman-Berbaum-Metz", "One-shot (Gallas)",
            "robust to plain", "A rating of a map is no diagnosis"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader,case,arm,rating,found\nR1,1,a,2,1\nR2,1,a,2,0\n", "line 3, column found: '0' contradicts line 2")]
    [InlineData("reader,case,arm,rating\nR1,1,a,2\n", "has no column found")]
    public async Task A_truth_that_cannot_be_used_ends_with_code_1_and_is_named(string table, string problem)
    {
        var run = await ProcessRun.OfAsync("agree", Write("wrong.csv", table), "--truth", "found");

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
