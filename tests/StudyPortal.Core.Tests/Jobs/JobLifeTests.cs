using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Jobs;

public sealed class JobLifeTests
{
    private static readonly JobNews Nothing = new(0.5, "Half", null, [], []);

    private sealed record Request(JobKind Kind, JobId Other);

    [Fact]
    public async Task Asking_for_a_job_stores_it_in_the_audit_log_too()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);

        var job = (await portal.Get<ReadJob>().ExecuteAsync(id, CancellationToken.None))!.Job;
        await using var db = portal.OpenDb();
        var audited = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "jobs.enqueue", CancellationToken.None);

        Assert.Equal((JobState.Queued, "Count", "admin"), (job.State, job.Title, job.RequestedBy));
        Assert.Equal((id.ToString(), "Train: Count"), (audited.Subject, audited.Details));
    }

    [Fact]
    public async Task A_request_keeps_its_typed_ids_and_names_through_json()
    {
        await using var portal = await TestPortal.CreateAsync();
        var request = new Request(JobKind.Explain, JobId.New());
        var id = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", request, "admin", CancellationToken.None);

        var begun = await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None);

        Assert.Equal($$"""{"kind":"Explain","other":"{{request.Other}}"}""", begun!.RequestJson);
        Assert.Equal(request, System.Text.Json.JsonSerializer.Deserialize<Request>(begun.RequestJson, PortalJson.Options));
    }

    [Fact]
    public async Task A_job_cancelled_while_it_waits_is_never_begun()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);

        Assert.True(await portal.Get<CancelJob>().ExecuteAsync(id, "admin", CancellationToken.None));
        Assert.Null(await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None));
        Assert.False(await portal.Get<CancelJob>().ExecuteAsync(id, "admin", CancellationToken.None));
    }

    [Fact]
    public async Task A_running_job_hears_of_its_cancelling_when_it_reports()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None);

        Assert.False(await portal.Get<RecordProgress>().ExecuteAsync(id, Nothing, CancellationToken.None));
        await portal.Get<CancelJob>().ExecuteAsync(id, "admin", CancellationToken.None);
        Assert.True(await portal.Get<RecordProgress>().ExecuteAsync(id, Nothing, CancellationToken.None));
    }

    [Fact]
    public async Task A_point_measured_again_after_a_crash_replaces_the_old_one()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        await portal.Get<RecordProgress>().ExecuteAsync(id, Nothing with { Points = [new("loss", 1, 0.9), new("loss", 2, 0.8)] }, CancellationToken.None);
        await portal.Get<RecordProgress>().ExecuteAsync(id, Nothing with { Points = [new("loss", 2, 0.7)] }, CancellationToken.None);

        var job = await portal.Get<ReadJob>().ExecuteAsync(id, CancellationToken.None);

        Assert.Equal([(1.0, 0.9), (2.0, 0.7)], Assert.Single(job!.Curves).Points.Select(p => (p.X, p.Value)));
    }

    [Fact]
    public async Task A_job_that_is_over_is_not_begun_again()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None);
        await portal.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Succeeded(null), Nothing, CancellationToken.None);

        Assert.Null(await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None));
    }

    [Fact]
    public async Task A_job_names_the_trainer_and_the_device_that_began_it_last()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        async Task<(string, string)> PlaceAsync()
        {
            var job = (await portal.Get<ReadJob>().ExecuteAsync(id, CancellationToken.None))!.Job;
            return (job.Trainer, job.Device);
        }
        Assert.Equal(("", ""), await PlaceAsync());
        foreach (var device in new[] { "cuda:0", "cuda:1" })
        {
            await portal.Get<BeginJob>().ExecuteAsync(id, device, CancellationToken.None);
            await portal.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Interrupted(), Nothing, CancellationToken.None);
            Assert.Equal((TrainerName.OfThisProcess.Value, device), await PlaceAsync());
        }

        Assert.Equal((Environment.MachineName, $"{Environment.ProcessId}"), (TrainerName.OfThisProcess.Host, TrainerName.OfThisProcess.ProcessId));
    }

    [Fact]
    public async Task A_job_that_keeps_killing_its_trainer_is_given_up()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        for (var begun = 0; begun < BeginJob.DeathsBeforeGivingUp; begun++)
            Assert.NotNull(await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None));

        Assert.Null(await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None));
        Assert.Equal(JobState.Failed, (await portal.Get<ReadJob>().ExecuteAsync(id, CancellationToken.None))!.Job.State);
    }

    [Fact]
    public async Task Stopping_a_trainer_in_good_order_does_not_count_as_its_death()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        for (var begun = 0; begun <= BeginJob.DeathsBeforeGivingUp; begun++)
        {
            var job = await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None);
            Assert.Equal(begun > 0, job!.IsResumed);
            await portal.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Interrupted(), Nothing, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Jobs_that_the_queue_lost_are_put_in_again_and_only_those()
    {
        await using var portal = await TestPortal.CreateAsync();
        await EnqueueAsync(portal);
        var over = await EnqueueAsync(portal);
        await portal.Get<CancelJob>().ExecuteAsync(over, "admin", CancellationToken.None);
        Assert.Equal(0, await portal.Get<JobDispatch>().ReconcileAsync(CancellationToken.None));

        await EmptyQueueAsync(portal);

        Assert.Equal(1, await portal.Get<JobDispatch>().ReconcileAsync(CancellationToken.None));
        Assert.Equal(0, await portal.Get<JobDispatch>().ReconcileAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_a_page_at_a_time()
    {
        await using var portal = await TestPortal.CreateAsync();
        var ids = new List<JobId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await EnqueueAsync(portal));
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var page = await portal.Get<ListJobs>().ExecuteAsync(skip: 1, take: 2, CancellationToken.None);

        Assert.Equal(5, page.Total);
        Assert.Equal([ids[3], ids[2]], page.Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task A_trainer_is_alive_until_it_has_been_silent_for_longer_than_patience()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<RecordTrainer>().ExecuteAsync("gpu-host", 42, portal.Clock.GetUtcNow().UtcDateTime, TrainerActivity.None, CancellationToken.None);
        portal.Clock.Advance(ReadTrainers.Patience);
        Assert.True(Assert.Single(await portal.Get<ReadTrainers>().ExecuteAsync(CancellationToken.None)).IsAlive);
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(Assert.Single(await portal.Get<ReadTrainers>().ExecuteAsync(CancellationToken.None)).IsAlive);
    }

    [Fact]
    public async Task What_a_trainer_has_in_hand_is_read_as_it_was_told()
    {
        await using var portal = await TestPortal.CreateAsync();
        var job = new JobInHand(JobId.New(), JobKind.Train, "cuda:1", 412.5);
        var told = new TrainerActivity(["cuda:0", "cuda:1"], [job], [new GpuMemory(1, 3L << 30, 80L << 30)]);
        await portal.Get<RecordTrainer>().ExecuteAsync("gpu-host", 42, portal.Clock.GetUtcNow().UtcDateTime, told, CancellationToken.None);

        var read = Assert.Single(await portal.Get<ReadTrainers>().ExecuteAsync(CancellationToken.None)).Activity;

        Assert.Equal(told.Devices, read.Devices);
        Assert.Equal(told.Jobs, read.Jobs);
        Assert.Equal(told.Gpus, read.Gpus);
    }

    [Fact]
    public async Task A_job_keeps_the_trace_it_was_asked_for_in_and_the_trainer_goes_on_with_it()
    {
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == PortalActivity.SourceName, Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        await using var portal = await TestPortal.CreateAsync();
        using var click = PortalActivity.Start("click")!;
        var id = await EnqueueAsync(portal);
        click.Stop();

        var begun = await portal.Get<BeginJob>().ExecuteAsync(id, "cpu", CancellationToken.None);
        using var run = PortalActivity.Continue("job run", begun!.TraceParent)!;

        Assert.Equal(click.TraceId, run.TraceId);
        Assert.True(run.HasRemoteParent);
    }

    [Fact]
    public async Task A_long_log_is_read_in_parts_and_as_a_whole_in_its_order()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await EnqueueAsync(portal);
        await EnqueueAsync(portal);
        var lines = Enumerable.Range(0, 2_500).Select(line => new LoggedLine(portal.Clock.GetUtcNow().UtcDateTime, $"line {line}")).ToList();
        await portal.Get<RecordProgress>().ExecuteAsync(id, Nothing with { Lines = lines }, CancellationToken.None);

        var part = await portal.Get<ReadJobLog>().ExecuteAsync(id, 2_490, 50, CancellationToken.None);
        var all = new List<string>();
        await foreach (var line in (await portal.Get<ReadJobLog>().ReadAllAsync(id, CancellationToken.None))!) all.Add(line.Text);

        Assert.Equal((2_500, "line 2490", 10), (part.Total, part.Lines[0].Text, part.Lines.Count));
        Assert.Equal(lines.Select(line => line.Text), all);
        Assert.Null(await portal.Get<ReadJobLog>().ReadAllAsync(JobId.New(), CancellationToken.None));
    }

    private static Task<JobId> EnqueueAsync(TestPortal portal) =>
        portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", CancellationToken.None);

    private static async Task EmptyQueueAsync(TestPortal portal)
    {
        await using DbConnection connection = portal.Storage.IsShared ? new NpgsqlConnection(portal.Storage.Connection) : new SqliteConnection($"Data Source={portal.Root.JobsDatabase}");
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM QRTZ_SIMPLE_TRIGGERS; DELETE FROM QRTZ_TRIGGERS; DELETE FROM QRTZ_JOB_DETAILS;";
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
