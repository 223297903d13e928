using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Service;
using StudyPortal.Trainer.Verbs;

namespace StudyPortal.Trainer.Tests.Service;

public sealed class TrainerServiceTests
{
    [Fact]
    public async Task A_job_of_the_portal_is_done_by_the_trainer_and_leaves_progress_curve_log_and_result()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        await using var trainer = TrainerToKill.Start(portal.Root);
        var id = await portal.AskForAsync(new CountRequest(Steps: 12, MillisecondsEach: 200));

        var running = await portal.WaitUntilAsync(id, job => job is { State: JobState.Running, Progress: > 0 });
        var done = await portal.WaitForEndAsync(id);

        Assert.InRange(running.Job.Progress, 1.0 / 12, 11.0 / 12);
        Assert.NotNull(running.Job.SecondsLeft);
        Assert.Equal((JobState.Succeeded, 1.0, id.Value, 1), (done.Job.State, done.Job.Progress, done.Job.ResultId!.Value, done.Job.Attempts));
        Assert.Equal(Enumerable.Range(1, 12).Select(step => 1.0 / step), Assert.Single(done.Curves).Points.Select(point => point.Value));
        Assert.Equal("Started on cpu.", Assert.Single(done.Log).Text);
        Assert.False(Directory.Exists(Path.Combine(portal.Root.Work, id.ToString())));
    }

    [Fact]
    public async Task Jobs_that_were_asked_for_while_no_trainer_ran_are_done_one_by_one_in_their_order()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        var first = await portal.AskForAsync(new CountRequest(Steps: 3, MillisecondsEach: 100));
        var second = await portal.AskForAsync(new CountRequest(Steps: 1, MillisecondsEach: 1));
        await using var trainer = TrainerToKill.Start(portal.Root);

        var before = (await portal.WaitForEndAsync(first)).Job;
        var after = (await portal.WaitForEndAsync(second)).Job;

        Assert.Equal((JobState.Succeeded, JobState.Succeeded), (before.State, after.State));
        Assert.True(after.StartedUtc >= before.FinishedUtc, $"The second began at {after.StartedUtc:O}, the first ended at {before.FinishedUtc:O}.");
    }

    [Fact]
    public async Task Two_devices_do_two_jobs_at_once_and_the_third_when_one_is_free()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        var first = await portal.AskForAsync(new CountRequest(Steps: 30, MillisecondsEach: 100));
        var second = await portal.AskForAsync(new CountRequest(Steps: 30, MillisecondsEach: 100));
        var third = await portal.AskForAsync(new CountRequest(Steps: 1, MillisecondsEach: 1));
        await using var trainer = TrainerToKill.Start(portal.Root, jobsAtOnce: 2);

        var one = (await portal.WaitForEndAsync(first)).Job;
        var two = (await portal.WaitForEndAsync(second)).Job;
        var three = (await portal.WaitForEndAsync(third)).Job;

        Assert.True(one.StartedUtc < two.FinishedUtc && two.StartedUtc < one.FinishedUtc, $"{one.StartedUtc:O} to {one.FinishedUtc:O}, {two.StartedUtc:O} to {two.FinishedUtc:O}");
        Assert.True(three.StartedUtc >= (one.FinishedUtc < two.FinishedUtc ? one : two).FinishedUtc, $"The third began at {three.StartedUtc:O}.");
    }

    [Fact]
    public async Task Two_jobs_whose_trainer_was_killed_are_both_finished_by_the_next_one_each_once()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        JobId[] jobs = [await portal.AskForAsync(new CountRequest(20, 150)), await portal.AskForAsync(new CountRequest(20, 150))];
        await using (var victim = TrainerToKill.Start(portal.Root, jobsAtOnce: 2))
        {
            foreach (var id in jobs) await portal.WaitUntilAsync(id, job => job.Progress > 0.1);
            await victim.KillAsync();
        }
        await using var heir = TrainerToKill.Start(portal.Root, jobsAtOnce: 2);

        foreach (var id in jobs)
        {
            Assert.Equal((JobState.Succeeded, 2), ((await portal.WaitForEndAsync(id)).Job.State, (await portal.Get<ReadJob>().ExecuteAsync(id, TestContext.Current.CancellationToken))!.Job.Attempts));
            Assert.Single(portal.LedgerOf(id), "finished");
        }
    }

    [Fact]
    public async Task A_job_whose_trainer_was_killed_goes_on_where_it_was_and_is_finished_once()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        var id = await portal.AskForAsync(new CountRequest(Steps: 20, MillisecondsEach: 150));
        await using (var victim = TrainerToKill.Start(portal.Root))
        {
            await portal.WaitUntilAsync(id, job => job.Progress > 0.1);
            await victim.KillAsync();
        }
        await using var heir = TrainerToKill.Start(portal.Root);

        var done = await portal.WaitForEndAsync(id);

        Assert.Equal((JobState.Succeeded, 2), (done.Job.State, done.Job.Attempts));
        Assert.Equal(["Started on cpu.", "Resumed on cpu."], done.Log.Select(line => line.Text));
        Assert.Collection(portal.LedgerOf(id),
            line => Assert.Equal("begun at 1", line),
            line => Assert.True(int.Parse(line["begun at ".Length..]) > 2, line),
            line => Assert.Equal("finished", line));
    }

    [Fact]
    public async Task A_trainer_that_is_stopped_leaves_its_job_to_the_next_one()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        var id = await portal.AskForAsync(new CountRequest(Steps: 20, MillisecondsEach: 150));
        await using (var stopped = TrainerToKill.Start(portal.Root))
        {
            await portal.WaitUntilAsync(id, job => job.Progress > 0.1);
            Assert.Equal(0, await stopped.StopAsync());
        }
        Assert.Equal(JobState.Queued, (await portal.Get<ReadJob>().ExecuteAsync(id, TestContext.Current.CancellationToken))!.Job.State);
        await using var next = TrainerToKill.Start(portal.Root);

        Assert.Equal(JobState.Succeeded, (await portal.WaitForEndAsync(id)).Job.State);
        Assert.Single(portal.LedgerOf(id), "finished");
    }

    [Fact]
    public async Task A_running_job_stops_soon_after_it_is_cancelled_and_never_finishes()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        await using var trainer = TrainerToKill.Start(portal.Root);
        var id = await portal.AskForAsync(new CountRequest(Steps: 600, MillisecondsEach: 100));
        await portal.WaitUntilAsync(id, job => job.Progress > 0);

        Assert.True(await portal.Get<CancelJob>().ExecuteAsync(id, "admin", TestContext.Current.CancellationToken));
        var ended = await portal.WaitForEndAsync(id);

        Assert.Equal(JobState.Cancelled, ended.Job.State);
        Assert.DoesNotContain("finished", portal.LedgerOf(id));
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_keeps_the_whole_error_in_its_log()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        await using var trainer = TrainerToKill.Start(portal.Root);
        var id = await portal.AskForAsync(new CountRequest(Steps: 3, MillisecondsEach: 1, FailAt: 2));

        var failed = await portal.WaitForEndAsync(id);

        Assert.Equal((JobState.Failed, "Step 2 was asked to fail."), (failed.Job.State, failed.Job.Message));
        Assert.Contains(failed.Log, line => line.Text.Contains(nameof(InvalidDataException), StringComparison.Ordinal));
        Assert.Contains(failed.Log, line => line.Text.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_trainer_on_the_same_folder_is_refused()
    {
        await using var portal = await PortalWithoutTrainer.CreateAsync();
        using var first = TrainerLock.TryTake(portal.Root);

        Assert.NotNull(first);
        Assert.Equal(1, await WorkVerb.Create().Parse(["--data", portal.Root.Folder]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
    }
}
