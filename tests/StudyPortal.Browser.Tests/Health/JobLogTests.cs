using System.Globalization;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Jobs;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Health;

/// <summary>The log of a job whose trainer is this test.</summary>
public sealed class JobLogTests
{
    private const int LongLog = 20_000, MostDrawn = 200;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_lines_of_a_long_log_appear_within_two_seconds_at_its_end_until_somebody_scrolls_away_and_all_of_it_can_be_taken_away()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        await portal.StartAsync(withTrainer: false);
        var job = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train it", new { }, "admin", Stop);
        await portal.Get<BeginJob>().ExecuteAsync(job, "cpu", Stop);
        await TellAsync(portal, job, Enumerable.Range(0, LongLog).Select(line => $"line {line}"));
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        await window.GotoAsync($"/jobs/{job}");
        var log = window.GetByRole(AriaRole.Group, new() { Name = "Log" });

        await Assertions.Expect(log.GetByText($"line {LongLog - 1}", new() { Exact = true })).ToBeInViewportAsync();
        Assert.InRange(await log.Locator(".line").CountAsync(), 10, MostDrawn);
        await TellAsync(portal, job, ["the newest"]);
        await Assertions.Expect(log.GetByText("the newest", new() { Exact = true })).ToBeInViewportAsync(new() { Timeout = 2_000 });

        await log.HoverAsync();
        await window.Mouse.WheelAsync(0, -4_000);
        await Assertions.Expect(window.GetByLabel("Follow the end")).Not.ToBeCheckedAsync();
        await TellAsync(portal, job, ["out of sight"]);
        await Assertions.Expect(window.GetByText("20,002 lines")).ToBeVisibleAsync();
        await Assertions.Expect(log.GetByText("out of sight", new() { Exact = true })).Not.ToBeInViewportAsync();
        await window.GetByLabel("Follow the end").CheckAsync();
        await Assertions.Expect(log.GetByText("out of sight", new() { Exact = true })).ToBeInViewportAsync();

        var download = await window.RunAndWaitForDownloadAsync(() => window.GetByRole(AriaRole.Link, new() { Name = "Download as text" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), Stop);
        Assert.Equal($"job-{job}.log.txt", download.SuggestedFilename);
        Assert.Equal(LongLog + 2, lines.Length);
        Assert.EndsWith(" line 17", lines[17], StringComparison.Ordinal);
        Assert.EndsWith(" out of sight", lines[^1], StringComparison.Ordinal);
    }

    private static Task<bool> TellAsync(StartedPortal portal, JobId job, IEnumerable<string> lines)
    {
        var now = DateTime.Parse("2026-11-01T12:00:00Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return portal.Get<RecordProgress>().ExecuteAsync(job, new JobNews(0.5, "Half", null, [], [.. lines.Select(line => new LoggedLine(now, line))]), Stop);
    }
}
