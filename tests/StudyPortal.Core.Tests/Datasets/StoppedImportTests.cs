using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Imports that end before their end.</summary>
public sealed class StoppedImportTests
{
    private const int Images = 1200;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_stopped_among_its_images_shows_nothing_and_decodes_none_of_them_twice()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source(60);

        await StopAsync(portal, source.Request(), progress => progress is { Stage: ImportStage.Images, Done: 20 });

        await portal.AssertEmptyAsync();
        Assert.Empty(Directory.GetFiles(portal.Root.Incoming));
        var (outcome, told) = await RunAsync(portal, source.Request());
        Assert.Equal((60, 0), (outcome.Cases, outcome.Present));
        Assert.InRange(told.Max(progress => progress.Reused), 20, 59);
        Assert.Equal(60, told.Where(progress => progress.Stage == ImportStage.Images).Max(progress => progress.Done));
        await AssertNothingLeftAsync(portal);
    }

    [Fact]
    public async Task An_import_stopped_among_its_rows_shows_nothing_and_a_second_one_has_each_case_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source(Images, distinct: 40);

        await StopAsync(portal, source.Request(), progress => progress is { Stage: ImportStage.Cases });

        await using (var db = portal.OpenDb()) Assert.InRange(await db.Set<Case>().CountAsync(Cancelled), 1, Images - 1);
        Assert.Empty(await portal.Get<ListDatasets>().ExecuteAsync(Cancelled));
        Assert.Null(await portal.Get<ReadDataset>().ExecuteAsync("Set", Cancelled));
        var (outcome, told) = await RunAsync(portal, source.Request());
        Assert.Equal(Images, told.Max(progress => progress.Reused));
        Assert.Equal(Images, (await portal.Get<ReadDataset>().ExecuteAsync(outcome.Id, Cancelled))!.Cases);
        await AssertNothingLeftAsync(portal);
    }

    [Fact]
    public async Task Adding_that_is_stopped_among_its_rows_leaves_the_set_as_it_was()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source(Images, distinct: 40);
        var first = await portal.ImportedAsync(source.Request() with { Limit = 100 });

        await StopAsync(portal, source.Request(), progress => progress is { Stage: ImportStage.Cases });

        Assert.Equal(100, (await portal.Get<ReadDataset>().ExecuteAsync(first.Id, Cancelled))!.Cases);
        var (outcome, _) = await RunAsync(portal, source.Request());
        Assert.Equal((first.Id, Images - 100, 100), (outcome.Id, outcome.Cases, outcome.Present));
        await AssertNothingLeftAsync(portal);
    }

    [Fact]
    public async Task A_file_that_was_changed_meanwhile_is_decoded_anew()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source(30);
        await StopAsync(portal, source.Request(), progress => progress is { Stage: ImportStage.Cases });
        source.Image("7.png", shade: 200, side: 20);

        var (outcome, told) = await RunAsync(portal, source.Request());

        Assert.Equal(29, told.Max(progress => progress.Reused));
        await using var db = portal.OpenDb();
        Assert.Equal(20, await db.Set<Case>().Where(c => c.DatasetId == outcome.Id && c.Number == 8).Select(c => c.Width).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task What_a_given_up_import_stored_is_swept_after_a_week_but_not_what_another_set_needs()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source(30);
        var kept = await portal.ImportedAsync(source.Request("Kept") with { Limit = 10 });
        var needed = Blobs(portal);
        await StopAsync(portal, source.Request("Given up"), progress => progress is { Stage: ImportStage.Cases });
        Assert.True(Blobs(portal) > needed);

        await portal.Get<SweepLeftovers>().ExecuteAsync(Cancelled);
        Assert.True(Blobs(portal) > needed);
        portal.Clock.Advance(SweepImports.Patience + TimeSpan.FromHours(1));
        await portal.Get<SweepLeftovers>().ExecuteAsync(Cancelled);

        Assert.Equal(needed, Blobs(portal));
        await AssertNothingLeftAsync(portal);
        await using var db = portal.OpenDb();
        Assert.Equal(10, await db.Set<Case>().CountAsync(Cancelled));
        Assert.Equal(10, (await portal.Get<LoadCases>().ExecuteAsync(kept.Id, null, Cancelled)).Count);
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_named_as_the_cause_and_the_next_try_goes_on()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = Source(30);
        await using var other = new SqliteConnection($"Data Source={portal.Root.Database};Pooling=False");
        await other.OpenAsync(Cancelled);
        SqliteTransaction? held = null;

        var failed = await Assert.ThrowsAsync<IOException>(() => portal.Get<ImportDataset>().ExecuteAsync(source.Request(), Guid.NewGuid(), "tester", _ =>
        {
            lock (other) held ??= other.BeginTransaction();
        }, Cancelled));

        await held!.DisposeAsync();
        Assert.StartsWith("The database is in use by another program and did not answer in time. Nothing new of \"Set\" is to be seen.", failed.Message, StringComparison.Ordinal);
        await portal.AssertEmptyAsync();
        Assert.Equal(30, (await RunAsync(portal, source.Request())).Outcome.Cases);
    }

    private static SourceFolder Source(int rows, int? distinct = null)
    {
        var source = new SourceFolder();
        for (var i = 0; i < rows; i++) source.Image($"{i}.png", i % (distinct ?? rows), side: distinct is null ? 16 : 4);
        return source.Text("labels.csv", "file,Nodule,fold\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i}.png,{i % 2},train\n")));
    }

    private static async Task StopAsync(TestPortal portal, ImportRequest request, Func<ImportProgress, bool> when)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Get<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), "tester", progress =>
        {
            if (when(progress)) stop.Cancel();
        }, stop.Token));
    }

    private static async Task<(ImportOutcome.Imported Outcome, List<ImportProgress> Told)> RunAsync(TestPortal portal, ImportRequest request)
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<ImportProgress>();
        var outcome = await portal.Get<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), "tester", told.Enqueue, Cancelled);
        return (Assert.IsType<ImportOutcome.Imported>(outcome), [.. told]);
    }

    private static async Task AssertNothingLeftAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        Assert.False(await db.Set<StoredFile>().AnyAsync(Cancelled));
        Assert.False(await db.Set<Dataset>().IgnoreQueryFilters().AnyAsync(d => d.IsUnfinished, Cancelled));
    }

    private static int Blobs(TestPortal portal) => Directory.EnumerateFiles(portal.Root.Blobs, "*", SearchOption.AllDirectories).Count();
}
