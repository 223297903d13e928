using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Features.Health;

namespace StudyPortal.Web.Tests.Health;

public sealed class HistoryPanelTests
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_anything_was_measured_the_page_says_how_often_it_will_be()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = LivePortal.Start(clock);
        await using var context = Context(portal, clock);

        var panel = context.Render<HistoryPanel>();

        await panel.WaitForAssertionAsync(() => Assert.Contains("once a minute", panel.Markup, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("svg"));
    }

    [Fact]
    public async Task Each_figure_is_drawn_with_its_unit_broken_where_nothing_was_measured_and_with_the_value_of_each_minute_to_hover_over()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 5, 6, 10, 0, 0, TimeSpan.Zero));
        await using var portal = LivePortal.Start(clock);
        await using var context = Context(portal, clock);
        var record = new RecordSamples(portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>(), clock);
        foreach (var (minutes, megabytes) in new[] { (0, 10), (1, 20), (10, 30), (1, 40) })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await record.ExecuteAsync("web a", new Dictionary<HealthFigure, double> { [HealthFigure.Database] = 1e6 * megabytes, [HealthFigure.AnswerTime] = megabytes }, Stop);
        }
        clock.Advance(TimeSpan.FromSeconds(30));

        var panel = context.Render<HistoryPanel>();

        await panel.WaitForElementsAsync("figure", 2);
        var database = panel.FindAll("figure")[1];
        Assert.Contains("Database", database.TextContent, StringComparison.Ordinal);
        Assert.Contains("40.0 MB", database.QuerySelector(".now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, database.QuerySelectorAll("polyline").Length);
        Assert.Equal(["10:00  10.0 MB", "10:01  20.0 MB", "10:11  30.0 MB", "10:12  40.0 MB"], database.QuerySelectorAll(".part text").Select(text => text.TextContent));
        Assert.Contains("from 10.0 MB to 40.0 MB", database.QuerySelector("svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("40 ms", panel.FindAll("figure")[0].TextContent, StringComparison.Ordinal);

        await panel.Find("button:contains(\"Month\")").ClickAsync(new());
        await panel.WaitForAssertionAsync(() => Assert.Equal("true", panel.Find("button:contains(\"Month\")").GetAttribute("aria-pressed")));
        Assert.Single(panel.FindAll("figure")[1].QuerySelectorAll(".part"));
    }

    private static BunitContext Context(LivePortal portal, TimeProvider clock)
    {
        var context = new BunitContext();
        context.Services.AddSingleton(clock).AddSingleton(portal.Services.GetRequiredService<ReadHealthHistory>());
        return context;
    }
}
