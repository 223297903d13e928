namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class ImportVolumesTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("studyportal-volumes").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Knees_are_imported_slice_by_slice_and_what_was_left_out_is_told()
    {
        var refused = await ImportAsync("knee", "kneemri");
        var run = await ImportAsync("knee", "kneemri", "--skip-bad-rows");

        Assert.Equal((1, true), (refused.Code, refused.Error.Contains("metadata.csv, line 6: E_MISSING_FILE", StringComparison.Ordinal)));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("12 cases imported, 0 were there already, 2 rows left out; 12 cases of 3 patients now", run.Output, StringComparison.Ordinal);
        Assert.Contains("metadata.csv, line 7: The region of interest reaches outside", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodules_are_imported_by_the_rule_and_into_the_splits_that_are_asked_for()
    {
        var run = await ImportAsync("luna", "luna16", "--malignancy-rule", "two-readers", "--test-subset", "1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Train: 2 cases, positive: Malignancy 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("Test: 1 cases, positive: Malignancy 0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candidates_are_chosen_by_their_table()
    {
        var run = await ImportAsync("luna", "luna16", "--labels", "candidates_V2.csv", "--skip-bad-rows");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("4 cases imported, 0 were there already, 1 rows left out", run.Output, StringComparison.Ordinal);
    }

    private Task<ConsoleRun> ImportAsync(string folder, string format, params string[] options) =>
        ConsoleRun.OfAsync(["import", Path.Combine(AppContext.BaseDirectory, folder), "--name", format, "--format", format, "--data", _data, .. options]);
}
