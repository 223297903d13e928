using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Trainer.Tests.Service;

public sealed class KilledImportTests
{
    private const int Images = 320;

    /// <summary>How far the import is when its trainer is killed; once more often and the job would be given up.</summary>
    private static readonly double[] Moments = [0.05, 0.25, 0.45, 0.65];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_whose_trainer_is_killed_again_and_again_ends_as_if_it_had_been_left_alone()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var request = await RequestAsync(portal);
        var id = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Import, "Import", request, "tester", Stop);
        foreach (var moment in Moments)
        {
            await using var victim = TrainerToKill.Start(portal.Root, TrainerToKill.Role);
            await portal.Get<ReadJob>().WaitUntilAsync(id, job => job.Job.IsOver || job.Job.Progress >= moment);
            await victim.KillAsync();
            // All of it, should the last commit have come before the end.
            Assert.All(await portal.Get<ListDatasets>().ExecuteAsync(Stop), set => Assert.Equal(Images, set.Cases));
        }

        await using var heir = TrainerToKill.Start(portal.Root, TrainerToKill.Role);
        var done = await portal.Get<ReadJob>().WaitUntilAsync(id, job => job.Job.IsOver);
        var straight = Assert.IsType<ImportOutcome.Imported>(await portal.Get<ImportDataset>().ExecuteAsync(request with { Name = "Left alone" }, Guid.NewGuid(), "tester", _ => { }, Stop));

        Assert.Equal(JobState.Succeeded, done.Job.State);
        Assert.InRange(done.Job.Attempts, 3, Moments.Length + 1);
        Assert.Contains(done.Log, line => line.Text.Contains("were stored by an earlier run and were not decoded again", StringComparison.Ordinal));
        Assert.Equal(await CasesAsync(portal, straight.Id), await CasesAsync(portal, DatasetId.From(done.Job.ResultId!.Value)));
        await AssertNothingLeftAsync(portal);
    }

    private static async Task<ImportRequest> RequestAsync(TrainerPortal portal)
    {
        var folder = Path.Combine(portal.Root.Folder, "source");
        await PhantomFolder.WriteAsync(folder, Images, seed: 1, size: 32, Stop);
        // Large enough to be killed over, and cheap to draw.
        foreach (var (index, file) in Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories).Index())
            await File.WriteAllBytesAsync(file, GrayPng.Write(Enlarged(RasterReader.Read(file), index)), Stop);
        return new ImportRequest { Name = "Killed", Folder = folder };
    }

    private static Imaging.GrayImage Enlarged(Imaging.GrayImage image, int index)
    {
        const int Side = 1400;
        var pixels = new ushort[Side * Side];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (ushort)(image.Pixels[(i + index) % image.Pixels.Length] ^ (i * 31 % 7));
        return new Imaging.GrayImage(Side, Side, 8, pixels);
    }

    private static async Task<List<(int, DatasetSplit, BlobHash, int)>> CasesAsync(TrainerPortal portal, DatasetId id)
    {
        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().Where(c => c.DatasetId == id).OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.Split, c.Pixels, Labels = db.Set<CaseLabel>().Count(l => l.CaseId == c.Id && l.Value == LabelValue.Positive) }).ToListAsync(Stop);
        Assert.Equal(Images, cases.Count);
        return [.. cases.Select(c => (c.Number, c.Split, c.Pixels, c.Labels))];
    }

    private static async Task AssertNothingLeftAsync(TrainerPortal portal)
    {
        await using var db = portal.OpenDb();
        Assert.Equal(2, await db.Set<Dataset>().IgnoreQueryFilters().CountAsync(Stop));
        Assert.Equal(2 * Images, await db.Set<Case>().CountAsync(Stop));
    }
}
