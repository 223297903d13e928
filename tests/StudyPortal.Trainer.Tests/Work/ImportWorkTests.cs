using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class ImportWorkTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_job_ends_with_its_data_set_and_run_again_after_a_crash_with_the_same_one()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var job = await portal.NewJobAsync(JobKind.Import, await RequestAsync(portal));

        var made = await portal.Work(JobKind.Import).RunAsync(job, Stop);

        var dataset = Assert.Single(await portal.Get<ListDatasets>().ExecuteAsync(Stop));
        Assert.Equal((made, 12), (dataset.Id.Value, dataset.Cases));
        Assert.Equal((1, "12 cases imported, 0 rows left out"), (job.TakeNews().Progress, job.TakeNews().Message));
        Assert.Equal(made, await portal.Work(JobKind.Import).RunAsync(job, Stop));
    }

    [Fact]
    public async Task A_refused_import_fails_with_the_file_and_the_line()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var request = await RequestAsync(portal);
        await File.AppendAllTextAsync(Path.Combine(request.Folder, "labels.csv"), "images/gone.png,X,train,1,0,0,PA\n", Stop);
        var job = await portal.NewJobAsync(JobKind.Import, request);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => portal.Work(JobKind.Import).RunAsync(job, Stop));

        Assert.Contains("labels.csv, line 14: E_MISSING_FILE", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await portal.Get<ListDatasets>().ExecuteAsync(Stop));
    }

    private static async Task<ImportRequest> RequestAsync(TrainerPortal portal)
    {
        var folder = Path.Combine(portal.Root.Folder, "source");
        await PhantomFolder.WriteAsync(folder, count: 12, seed: 1, size: 32, Stop);
        return new ImportRequest { Name = "Phantoms", Folder = folder };
    }
}
