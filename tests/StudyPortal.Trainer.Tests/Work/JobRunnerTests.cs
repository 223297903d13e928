using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class JobRunnerTests
{
    private const int MostRuns = 20;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_the_store_does_not_answer_is_queued_again_and_after_so_many_runs_it_fails_with_the_reason()
    {
        await using var portal = await TrainerPortal.CreateAsync(more: services => services.RemoveAll<JobWork>().AddScoped<JobWork, NeverAnswered>());
        var id = (await portal.NewJobAsync(JobKind.Train, "anything")).JobId;

        for (var run = 1; run < MostRuns; run++)
        {
            await portal.Get<JobRunner>().RunAsync(id, Stop);
            Assert.Equal(JobState.Queued, (await JobAsync(portal, id)).State);
        }

        await portal.Get<JobRunner>().RunAsync(id, Stop);
        var job = await JobAsync(portal, id);
        Assert.Equal((JobState.Failed, NeverAnswered.Reason), (job.State, job.Message));
    }

    [Fact]
    public async Task What_could_not_be_written_is_handed_over_once_more_before_what_was_told_since()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var job = await portal.NewJobAsync(JobKind.Train, "anything");
        job.Log("first");
        job.Measure("loss", 1, 0.5);
        var news = job.TakeNews();
        job.Log("second");

        job.PutBack(news);

        var again = job.TakeNews();
        Assert.Equal(["first", "second"], again.Lines.Select(line => line.Text));
        Assert.Equal(0.5, Assert.Single(again.Points).Value);
        Assert.Empty(job.TakeNews().Lines);
    }

    private static async Task<JobSnapshot> JobAsync(TrainerPortal portal, JobId id) => (await portal.Get<ReadJob>().ExecuteAsync(id, Stop))!.Job;

    private sealed class NeverAnswered : JobWork
    {
        public const string Reason = "The query took too long.";

        public override JobKind Kind => JobKind.Train;

        public override Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken) => throw new NpgsqlException(Reason, new TimeoutException());
    }
}
