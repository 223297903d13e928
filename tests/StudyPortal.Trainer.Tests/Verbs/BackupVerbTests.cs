namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary><c>backup</c> and <c>restore</c> in processes of their own.</summary>
public sealed class BackupVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-backup").FullName;

    [Fact]
    public async Task A_portal_is_copied_restored_and_not_restored_over()
    {
        var (phantoms, data, backups, empty) = (In("phantoms"), In("data"), In("backups"), In("empty"));
        Assert.Equal(0, (await ProcessRun.OfAsync("phantom", "--out", phantoms, "--count", "6", "--size", "32")).Code);
        Assert.Equal(0, (await ProcessRun.OfAsync("import", phantoms, "--name", "Phantoms", "--data", data)).Code);

        var taken = await ProcessRun.OfAsync("backup", backups, "--data", data);
        var restored = await ProcessRun.OfAsync("restore", backups, "--data", empty);
        var again = await ProcessRun.OfAsync("restore", backups, "--data", data);

        Assert.Equal((0, "", 0, ""), (taken.Code, taken.Error, restored.Code, restored.Error));
        Assert.Contains("6 files, 6 of them new", taken.Output, StringComparison.Ordinal);
        Assert.Contains("6 files, all as they were", restored.Output, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.Contains("Restore into an empty folder", again.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);
}
