using System.Diagnostics;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>Trainers in processes of their own that share a queue on PostgreSQL and a data folder.</summary>
public sealed class SeveralTrainersTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_trainers_share_the_jobs_and_each_is_done_once()
    {
        await using var portal = await PortalWithoutTrainer.CreatePostgresAsync();
        await using var first = Start(portal);
        await using var second = Start(portal);
        var jobs = new List<JobId>();
        for (var i = 0; i < 6; i++) jobs.Add(await portal.AskForAsync(new CountRequest(Steps: 10, MillisecondsEach: 100)));

        foreach (var id in jobs) Assert.Equal((JobState.Succeeded, 1), await EndAsync(portal, id));

        Assert.All(jobs, id => Assert.Equal(["begun at 1", "finished"], portal.LedgerOf(id)));
        var by = new List<string>();
        foreach (var id in jobs) by.Add((await portal.WaitForEndAsync(id)).Job.Trainer);
        Assert.Equal(Names(first, second), by.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, (await portal.Get<ReadTrainers>().ExecuteAsync(Stop)).Count(trainer => trainer.IsAlive));
    }

    [Fact]
    public async Task The_job_of_a_trainer_that_dies_is_taken_over_by_the_other_within_seconds_and_goes_on_where_it_was()
    {
        await using var portal = await PortalWithoutTrainer.CreatePostgresAsync();
        await using var victim = Start(portal);
        var id = await portal.AskForAsync(new CountRequest(Steps: 100, MillisecondsEach: 150));
        await portal.WaitUntilAsync(id, job => job.Progress > 0.2);
        await using var heir = Start(portal);
        await portal.WaitUntilTrainersAsync(2);

        await victim.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await portal.WaitUntilAsync(id, job => job.Attempts == 2);
        var silence = Stopwatch.GetElapsedTime(killed);

        Assert.Equal((JobState.Succeeded, 2), await EndAsync(portal, id));
        Assert.InRange(silence, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        TestContext.Current.SendDiagnosticMessage($"Taken over after {silence.TotalSeconds:F1} s.");
        Assert.Collection(portal.LedgerOf(id),
            line => Assert.Equal("begun at 1", line),
            line => Assert.True(int.Parse(line["begun at ".Length..]) > 5, line),
            line => Assert.Equal("finished", line));
    }

    [Fact]
    public async Task A_cancelling_reaches_the_trainer_that_has_the_job_and_no_other()
    {
        await using var portal = await PortalWithoutTrainer.CreatePostgresAsync();
        await using var first = Start(portal);
        await using var second = Start(portal);
        JobId[] jobs = [await portal.AskForAsync(new CountRequest(40, 100)), await portal.AskForAsync(new CountRequest(40, 100))];
        foreach (var id in jobs) await portal.WaitUntilAsync(id, job => job.Progress > 0.05);

        Assert.True(await portal.Get<CancelJob>().ExecuteAsync(jobs[0], "admin", Stop));

        Assert.Equal((JobState.Cancelled, 1), await EndAsync(portal, jobs[0]));
        Assert.Equal((JobState.Succeeded, 1), await EndAsync(portal, jobs[1]));
    }

    [Fact]
    public async Task A_trainer_that_is_stopped_hands_its_job_to_the_other()
    {
        await using var portal = await PortalWithoutTrainer.CreatePostgresAsync();
        await using var stopped = Start(portal);
        var id = await portal.AskForAsync(new CountRequest(Steps: 100, MillisecondsEach: 150));
        await portal.WaitUntilAsync(id, job => job.Progress > 0.2);
        await using var heir = Start(portal);
        await portal.WaitUntilTrainersAsync(2);

        Assert.Equal(0, await stopped.StopAsync());

        Assert.Equal((JobState.Succeeded, 2), await EndAsync(portal, id));
        Assert.Single(portal.LedgerOf(id), "finished");
    }

    private static TrainerToKill Start(PortalWithoutTrainer portal) => TrainerToKill.Start(portal.Root, storage: portal.Storage);

    private static async Task<(JobState, int)> EndAsync(PortalWithoutTrainer portal, JobId id)
    {
        var job = (await portal.WaitForEndAsync(id)).Job;
        return (job.State, job.Attempts);
    }

    private static IEnumerable<string> Names(params TrainerToKill[] trainers) =>
        trainers.Select(trainer => $"{Environment.MachineName}/{trainer.ProcessId}").Order(StringComparer.Ordinal);
}
