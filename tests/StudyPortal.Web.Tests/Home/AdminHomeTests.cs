using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Overview;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using StudyPortal.Web.Features.Home;

namespace StudyPortal.Web.Tests.Home;

public sealed class AdminHomeTests
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rating_moves_the_counts_at_once_and_the_alarms_are_looked_up_once_a_minute()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = LivePortal.Start(clock);
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        var session = (await Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], Stop))!;
        var alarms = new WatchedDatabases(Get<IDbContextFactory<PortalDb>>());
        await using var context = new BunitContext();
        context.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new ListAlarms(alarms, clock)).AddSingleton(Get<ReadOverview>()).AddSingleton(Get<ListStudies>())
            .AddSingleton(Get<ListReports>()).AddSingleton(Get<ReadOpenJobs>()).AddSingleton(Get<JobFeed>()).AddSingleton(Get<ReadingFeed>()).AddSingleton(Get<NextReview>());
        var page = context.Render<AdminHome>();
        await ShownAsync("0 of 18");

        for (var place = 0; place < 3; place++)
        {
            await Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, session.Places[place], world.Accounts["reader1"], 3), Stop);
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await ShownAsync($"{place + 1} of 18");
        }

        Assert.Equal(1, alarms.Opened);
        Assert.Empty(page.FindAll("[data-alarm]"));
        clock.AdjustTime(clock.GetUtcNow().AddDays(3));
        clock.Advance(TimeSpan.FromMinutes(1));
        await page.WaitForAssertionAsync(() => Assert.Single(page.FindAll("[data-alarm=R1]")));
        Assert.Equal(2, alarms.Opened);

        T Get<T>() where T : notnull => portal.Services.GetRequiredService<T>();

        Task ShownAsync(string counts) => page.WaitForAssertionAsync(() => Assert.Contains(counts, page.Markup, StringComparison.Ordinal));
    }
}
