namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class RollbackVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-rollback").FullName;

    [Fact]
    public async Task A_folder_without_a_portal_or_without_a_kept_database_is_said_to_be_one()
    {
        var none = await ConsoleRun.OfAsync("rollback", "--data", Path.Combine(_folder, "none"));
        Assert.Equal(0, (await ProcessRun.OfAsync("phantom", "--out", Path.Combine(_folder, "phantoms"), "--count", "3", "--size", "32")).Code);
        Assert.Equal(0, (await ProcessRun.OfAsync("import", Path.Combine(_folder, "phantoms"), "--name", "Phantoms", "--data", Path.Combine(_folder, "data"))).Code);

        var fresh = await ProcessRun.OfAsync("rollback", "--data", Path.Combine(_folder, "data"));

        Assert.Equal((1, 1), (none.Code, fresh.Code));
        Assert.StartsWith("There is no portal in", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("There is nothing to go back to", fresh.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
