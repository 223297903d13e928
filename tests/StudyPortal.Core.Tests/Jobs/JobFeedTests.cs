using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Jobs;

public sealed class JobFeedTests
{
    [Fact]
    public async Task A_page_that_fails_keeps_the_news_neither_from_the_others_nor_fails_the_request()
    {
        await using var portal = await TestPortal.CreateAsync();
        var heard = new List<JobId>();
        portal.Get<JobFeed>().Changed += _ => throw new ObjectDisposedException("page");
        portal.Get<JobFeed>().Changed += job => heard.Add(job.Id);

        var id = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", TestContext.Current.CancellationToken);

        Assert.Equal([id], heard);
    }
}
