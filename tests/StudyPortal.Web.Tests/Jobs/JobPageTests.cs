using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;
using StudyPortal.Web.Features.Health;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Tests.Jobs;

public sealed class JobPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;
    private static readonly string Here = $"on {Environment.MachineName} (process {Environment.ProcessId}), device cuda:1";
    private readonly LivePortal _portal = LivePortal.Start();
    private JobId _job;

    public async ValueTask InitializeAsync() =>
        _job = await Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train it", new { }, "admin", Stop);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_page_says_which_trainer_and_device_run_or_ran_the_job()
    {
        await using var context = Context();
        Assert.DoesNotContain("process", context.Render<JobPage>(OfTheJob).Markup, StringComparison.Ordinal);

        await Get<BeginJob>().ExecuteAsync(_job, "cuda:1", Stop);
        Assert.Contains($"Runs {Here}", context.Render<JobPage>(OfTheJob).Markup, StringComparison.Ordinal);

        await Get<EndJob>().ExecuteAsync(_job, new JobOutcome.Succeeded(null), new JobNews(1, "", null, [], []), Stop);
        Assert.Contains($"Ran {Here}", context.Render<JobPage>(OfTheJob).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_cancelled_only_after_it_was_asked_once_more()
    {
        await Get<BeginJob>().ExecuteAsync(_job, "cpu", Stop);
        await using var context = Context();
        var page = context.Render<JobPage>(OfTheJob);

        await page.Find("[aria-label='Cancel Train it']").ClickAsync(new());
        Assert.False((await Get<ReadJob>().ExecuteAsync(_job, Stop))!.Job.CancelRequested);
        await page.Find("button:contains(\"Cancel the job\")").ClickAsync(new());

        Assert.True((await Get<ReadJob>().ExecuteAsync(_job, Stop))!.Job.CancelRequested);
    }

    [Fact]
    public async Task The_health_page_names_the_process_of_each_trainer()
    {
        await Get<RecordTrainer>().ExecuteAsync("gpu1", 42, TimeProvider.System.GetUtcNow().UtcDateTime, TrainerActivity.None, Stop);
        await using var context = Context();

        var panel = context.Render<TrainersPanel>();

        await panel.WaitForAssertionAsync(() => Assert.Contains("process 42", panel.Markup, StringComparison.Ordinal));
    }

    private void OfTheJob(ComponentParameterCollectionBuilder<JobPage> parameters) => parameters.Add(page => page.Id, _job.Value);

    private T Get<T>() where T : notnull => _portal.Services.GetRequiredService<T>();

    private BunitContext Context()
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(TimeProvider.System).AddSingleton(Get<ReadJob>()).AddSingleton(Get<ReadJobLog>()).AddSingleton(Get<JobFeed>())
            .AddSingleton(Get<CancelJob>()).AddSingleton(Get<ReadTrainers>());
        context.AddAuthorization().SetAuthorized("admin").SetRoles(Roles.Admin);
        return context;
    }
}
