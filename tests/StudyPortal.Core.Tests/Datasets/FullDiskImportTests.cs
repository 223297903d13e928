using StudyPortal.Browser.Tests.Faults;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class FullDiskImportTests
{
    private const int Megabytes = 24, Images = 60;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_fills_the_disk_says_so_shows_nothing_and_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(Megabytes);
        await using var portal = await TestPortal.CreateAsync(folder: Path.Combine(disk.Folder, "data"));
        using var source = new SourceFolder().Text("labels.csv", "file,Nodule\n" + string.Concat(Enumerable.Range(0, Images).Select(i => $"{i}.png,{i % 2}\n")));
        for (var i = 0; i < Images; i++) source.Image($"{i}.png", i, bits: 16, side: 96);
        var stored = 0;

        var failed = await Assert.ThrowsAsync<IOException>(() => portal.Get<ImportDataset>().ExecuteAsync(source.Request(), Guid.NewGuid(), "tester", progress =>
        {
            stored = Math.Max(stored, progress.Done);
            if (progress is { Stage: ImportStage.Images, Done: Images / 2 }) disk.Fill();
        }, Stop));

        Assert.StartsWith("The disk that holds the data is full. Nothing new of \"Set\" is to be seen.", failed.Message, StringComparison.Ordinal);
        disk.MakeRoom();
        await portal.AssertEmptyAsync();
        Assert.Empty(Directory.GetFiles(portal.Root.Incoming));
        Assert.InRange(stored, Images / 2, Images - 1);
        Assert.Equal(Images, (await portal.ImportedAsync(source.Request())).Cases);
    }
}
