namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("teach")]
    [InlineData("train", "--dataset", "NIH")]
    [InlineData("train", "--dataset", "NIH", "--name", "m", "--variant", "fast")]
    [InlineData("import", "folder", "--name", "NIH", "--limit", "few")]
    public async Task A_wrong_command_line_ends_with_code_2(params string[] arguments)
    {
        var run = await ConsoleRun.OfAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task A_verb_that_cannot_do_what_it_was_asked_ends_with_code_1_and_one_line()
    {
        var run = await ConsoleRun.OfAsync("inspect", Path.Combine(Path.GetTempPath(), "no-such-file.png"));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("no-such-file.png", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
