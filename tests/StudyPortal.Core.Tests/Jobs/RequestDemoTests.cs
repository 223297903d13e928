using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Jobs;

public sealed class RequestDemoTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_is_asked_for_once()
    {
        await using var portal = await TestPortal.CreateAsync();

        Assert.NotNull(await portal.Get<RequestDemo>().ExecuteAsync(Stop));
        Assert.Null(await portal.Get<RequestDemo>().ExecuteAsync(Stop));
    }

    [Fact]
    public async Task A_demo_that_was_done_or_cancelled_is_not_asked_for_again_one_that_failed_is()
    {
        Assert.Null(await AgainAfterAsync(new JobOutcome.Succeeded(null)));
        Assert.Null(await AgainAfterAsync(new JobOutcome.Cancelled()));
        Assert.NotNull(await AgainAfterAsync(new JobOutcome.Failed("no seed-data")));
    }

    private static async Task<JobId?> AgainAfterAsync(JobOutcome outcome)
    {
        await using var portal = await TestPortal.CreateAsync();
        var first = (await portal.Get<RequestDemo>().ExecuteAsync(Stop))!.Value;
        await portal.Get<BeginJob>().ExecuteAsync(first, "cpu", Stop);
        await portal.Get<EndJob>().ExecuteAsync(first, outcome, new JobNews(0, "", null, [], []), Stop);
        return await portal.Get<RequestDemo>().ExecuteAsync(Stop);
    }
}
