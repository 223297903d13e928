using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage.Postgres;
using StudyPortal.Core.Tests.Reading;

namespace StudyPortal.Core.Tests.Storage.Postgres;

public sealed class SeveralTrainersTests
{
    private static readonly JobNews Half = new(0.5, "Half", null, [], []);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_two_trainers_are_handed_at_once_is_begun_by_one()
    {
        await using var first = await TestPortal.CreatePostgresAsync(Named("gpu1/7"));
        await using var second = first.Beside(Named("gpu2/7"));
        for (var i = 0; i < 20; i++)
        {
            var id = await EnqueueAsync(first);

            var begun = await Task.WhenAll(BeginAsync(first, id), BeginAsync(second, id));

            Assert.Single(begun, job => job is not null);
        }
    }

    [Fact]
    public async Task A_trainer_that_was_silent_for_too_long_loses_its_job_and_can_neither_tell_nor_end_it()
    {
        await using var paused = await TestPortal.CreatePostgresAsync(Named("gpu1/7"));
        await using var heir = paused.Beside(Named("gpu2/7"));
        var id = await EnqueueAsync(paused);
        await BeginAsync(paused, id);
        Assert.False(await paused.Get<RecordProgress>().ExecuteAsync(id, Half, Stop));
        paused.Clock.Advance(BeginJob.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Null(await BeginAsync(heir, id));
        paused.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await BeginAsync(heir, id))!.IsResumed);

        Assert.True(await paused.Get<RecordProgress>().ExecuteAsync(id, Half with { Progress = 0.9 }, Stop));
        Assert.False(await paused.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Cancelled(), Half, Stop));
        var job = (await heir.Get<ReadJob>().ExecuteAsync(id, Stop))!.Job;
        Assert.Equal((JobState.Running, 0.5, "gpu2/7", 2), (job.State, job.Progress, job.Trainer, job.Attempts));
        Assert.True(await heir.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Succeeded(null), Half, Stop));
    }

    [Fact]
    public async Task A_null_character_in_the_words_of_a_job_stops_neither_its_telling_nor_its_end()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        var id = await EnqueueAsync(portal);
        await BeginAsync(portal, id);
        var news = Half with { Message = "half\0way", Lines = [new LoggedLine(portal.Clock.GetUtcNow().UtcDateTime, "bad\0name")] };

        Assert.False(await portal.Get<RecordProgress>().ExecuteAsync(id, news, Stop));
        Assert.True(await portal.Get<EndJob>().ExecuteAsync(id, new JobOutcome.Failed("no\0file"), Half, Stop));

        var job = (await portal.Get<ReadJob>().ExecuteAsync(id, Stop))!;
        Assert.Equal(("no\uFFFDfile", "bad\uFFFDname"), (job.Job.Message, Assert.Single(job.Log).Text));
    }

    [Fact]
    public async Task A_cancelling_on_any_host_reaches_the_trainer_that_has_the_job()
    {
        await using var host = await TestPortal.CreatePostgresAsync();
        await using var trainer = host.Beside(Named("gpu2/7"));
        var id = await EnqueueAsync(host);
        await BeginAsync(trainer, id);

        Assert.True(await host.Get<CancelJob>().ExecuteAsync(id, "admin", Stop));

        Assert.True(await trainer.Get<RecordProgress>().ExecuteAsync(id, Half, Stop));
    }

    [Fact]
    public async Task A_running_job_is_put_into_the_queue_again_only_when_nothing_is_heard_of_it()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        var id = await EnqueueAsync(portal);
        await BeginAsync(portal, id);
        await using (var connection = new Npgsql.NpgsqlConnection(portal.Storage.Connection))
        {
            await connection.OpenAsync(Stop);
            await using var empty = new Npgsql.NpgsqlCommand("DELETE FROM QRTZ_SIMPLE_TRIGGERS; DELETE FROM QRTZ_TRIGGERS; DELETE FROM QRTZ_JOB_DETAILS;", connection);
            await empty.ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(0, await portal.Get<JobDispatch>().ReconcileAsync(Stop));
        portal.Clock.Advance(BeginJob.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await portal.Get<JobDispatch>().ReconcileAsync(Stop));
    }

    [Fact]
    public async Task Several_trainers_are_shown_and_one_that_was_started_anew_takes_its_own_place()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        await SayAsync(portal, "gpu1", 7);
        await SayAsync(portal, "gpu2", 7);
        await SayAsync(portal, "gpu2", 8);
        Assert.Equal([("gpu1", 7), ("gpu2", 7), ("gpu2", 8)], await ShownAsync(portal));
        portal.Clock.Advance(ReadTrainers.Patience + TimeSpan.FromSeconds(1));
        await SayAsync(portal, "gpu2", 8);

        await SayAsync(portal, "gpu2", 9);

        Assert.Equal([("gpu1", 7), ("gpu2", 8), ("gpu2", 9)], await ShownAsync(portal));
    }

    [Fact]
    public async Task What_a_reader_does_on_one_host_is_news_on_the_other_within_a_second_and_a_new_job_too()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync(Telling));
        await using var other = room.Portal.Beside(Telling);
        var (read, asked) = (new TaskCompletionSource<ReadingProgress>(), new TaskCompletionSource<JobSnapshot>());
        other.Get<ReadingFeed>().Progressed += progress => read.TrySetResult(progress);
        other.Get<JobFeed>().Changed += job => asked.TrySetResult(job);
        await using var here = await RunningAsync(room.Portal);
        await using var there = await RunningAsync(other);

        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3))));
        var id = await EnqueueAsync(room.Portal);

        var progress = await read.Task.WaitAsync(TimeSpan.FromSeconds(1), Stop);
        Assert.Equal(("R1", 1), (progress.Reader, progress.Answered));
        Assert.Equal(id, (await asked.Task.WaitAsync(TimeSpan.FromSeconds(1), Stop)).Id);
    }

    private static Action<IServiceCollection> Named(string name) => services => services.AddSingleton(new TrainerName(name));

    private static void Telling(IServiceCollection services) => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<NewsOfOtherHosts>(provider, TimeProvider.System));

    private static async Task<Running> RunningAsync(TestPortal portal)
    {
        var news = portal.Get<NewsOfOtherHosts>();
        await news.StartAsync(Stop);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Stop);
        return new Running(news);
    }

    private static Task<JobId> EnqueueAsync(TestPortal portal) => portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", Stop);

    private static Task<BegunJob?> BeginAsync(TestPortal portal, JobId id) => Task.Run(() => portal.Get<BeginJob>().ExecuteAsync(id, "cpu", Stop), Stop);

    private static Task SayAsync(TestPortal portal, string host, int process) =>
        portal.Get<RecordTrainer>().ExecuteAsync(host, process, portal.Clock.GetUtcNow().UtcDateTime, TrainerActivity.None, Stop);

    private static async Task<IEnumerable<(string, int)>> ShownAsync(TestPortal portal) =>
        (await portal.Get<ReadTrainers>().ExecuteAsync(Stop)).Select(trainer => (trainer.Host, trainer.ProcessId)).Order();

    private sealed class Running(NewsOfOtherHosts news) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await news.StopAsync(CancellationToken.None);
    }
}
