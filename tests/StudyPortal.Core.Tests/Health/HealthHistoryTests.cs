using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Health;

namespace StudyPortal.Core.Tests.Health;

public sealed class HealthHistoryTests
{
    private const string Here = "web here", There = "web there";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_are_read_by_figure_and_process_as_the_means_of_equal_parts_and_where_nothing_was_measured_there_is_nothing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var start = portal.Clock.GetUtcNow().UtcDateTime;
        foreach (var value in new[] { 10.0, 20, 60 })
        {
            await KeepAsync(portal, Here, value);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        await KeepAsync(portal, There, 7);

        var history = await portal.Get<ReadHealthHistory>().ExecuteAsync(start, start.AddMinutes(10), parts: 5, Stop);

        var answers = Assert.Single(history);
        Assert.Equal(HealthFigure.Answers, answers.Figure);
        Assert.Equal([Here, There], answers.Series.Select(series => series.Source));
        Assert.Equal([new HealthPoint(0, 15), new HealthPoint(1, 60)], answers.Series[0].Points);
        Assert.Equal([new HealthPoint(3, 7)], answers.Series[1].Points);
    }

    [Fact]
    public async Task After_two_days_a_process_keeps_one_mean_an_hour_of_its_own_and_after_ninety_days_nothing_of_anybody_is_left()
    {
        await using var portal = await TestPortal.CreateAsync();
        var start = portal.Clock.GetUtcNow().UtcDateTime;
        for (var minute = 0; minute < 90; minute++)
        {
            await KeepAsync(portal, Here, minute < 60 ? 4 : 8);
            if (minute < 3) await KeepAsync(portal, There, 1);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        portal.Clock.Advance(RecordSamples.KeptByMinute - TimeSpan.FromMinutes(29));
        await portal.Get<RecordSamples>().ThinAsync(Here, Stop);
        Assert.Equal([(There, 3, false), (Here, 1, true), (Here, 30, false)], await KeptAsync(portal));

        portal.Clock.Advance(TimeSpan.FromHours(2));
        await portal.Get<RecordSamples>().ThinAsync(Here, Stop);
        await portal.Get<RecordSamples>().ThinAsync(Here, Stop);
        Assert.Equal([(There, 3, false), (Here, 2, true)], await KeptAsync(portal));
        await using (var db = portal.OpenDb())
            Assert.Equal([(start.AddMinutes(30), 4.0), (start.AddMinutes(90), 8.0)],
                (await db.Set<HealthSample>().Where(s => s.Source == Here).OrderBy(s => s.AtUtc).ToListAsync(Stop)).Select(s => (s.AtUtc, s.Value)));

        portal.Clock.Advance(RecordSamples.Kept);
        await portal.Get<RecordSamples>().ThinAsync(Here, Stop);
        Assert.Empty(await KeptAsync(portal));
    }

    private static Task KeepAsync(TestPortal portal, string source, double answers) =>
        portal.Get<RecordSamples>().ExecuteAsync(source, new Dictionary<HealthFigure, double> { [HealthFigure.Answers] = answers, [HealthFigure.AnswerTime] = double.NaN }, Stop);

    /// <summary>How many samples there are of each process, those of an hour and those of a minute.</summary>
    private static async Task<IReadOnlyList<(string Source, int Samples, bool IsHourly)>> KeptAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        var samples = await db.Set<HealthSample>().AsNoTracking().ToListAsync(Stop);
        return [.. samples.GroupBy(s => (s.Source, s.IsHourly)).OrderByDescending(group => group.Key.Source).ThenByDescending(group => group.Key.IsHourly)
            .Select(group => (group.Key.Source, group.Count(), group.Key.IsHourly))];
    }
}
