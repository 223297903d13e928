using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class BoardTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_tells_the_median_times_the_pace_and_the_end()
    {
        await using var room = await Room.OpenAsync();
        for (var place = 0; place < 12; place++)
        {
            // Two slow cases, then ten that take 1 s, 2 s, ... 10 s.
            var seconds = place < 2 ? 100 : place - 1;
            await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(3)) with { Viewing = new Viewing(1000 * seconds, 0) });
            if (place == 5) room.Portal.Clock.Advance(TimeSpan.FromDays(2));
        }

        var row = (await BoardAsync(room))[0];

        Assert.Equal((12, 18, 6.5, 5.5, 6.0), (row.Answered, row.Total, row.MedianSeconds, row.RecentSeconds, row.PerDay));
        Assert.Equal((TimeSpan.FromSeconds(39), room.Now.AddDays(1), true), (row.WorkLeft, row.FinishUtc, row.IsOnline));
    }

    [Fact]
    public async Task A_correction_is_no_case_and_an_old_case_is_no_pace()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3)) with { Viewing = new Viewing(4000, 0) });
        room.Portal.Clock.Advance(TimeSpan.FromDays(8));
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4), version: 1) with { Viewing = new Viewing(9000, 0) });

        var row = (await BoardAsync(room))[0];

        Assert.Equal((1, 4.0, null, null), (row.Answered, row.MedianSeconds, row.PerDay, row.FinishUtc));
    }

    [Fact]
    public async Task A_reader_who_stops_or_never_begins_raises_an_alarm_after_the_days_that_the_study_sets()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3)));
        room.Portal.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        Assert.Empty(await room.Portal.Get<ListAlarms>().ExecuteAsync(Token));

        room.Portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var alarms = await room.Portal.Get<ListAlarms>().ExecuteAsync(Token);
        Assert.Equal([("R1", "no sign of life for 3 days"), ("R2", "has not begun for 3 days")], alarms.Select(a => (a.Reader, a.Text)));
        Assert.Equal(alarms.Select(a => a.Text), (await BoardAsync(room)).SelectMany(row => row.Alarms));
        await SetAsync(room, new StudySettings { SilentDays = 4 });
        Assert.Empty(await room.Portal.Get<ListAlarms>().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_pause_a_late_joiner_and_a_removed_reader_are_no_alarm()
    {
        await using var room = await Room.OpenAsync();
        SampleWorld.Done(await room.Portal.Get<PauseStudy>().ExecuteAsync(room.Study, "admin", Token));
        room.Portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await room.Portal.Get<ListAlarms>().ExecuteAsync(Token));
        SampleWorld.Done(await room.Portal.Get<ResumeStudy>().ExecuteAsync(room.Study, "admin", Token));
        Assert.Empty(await room.Portal.Get<ListAlarms>().ExecuteAsync(Token));

        room.Portal.Clock.Advance(TimeSpan.FromDays(5));
        SampleWorld.Done(await room.Portal.Get<AddReaders>().ExecuteAsync(room.Study, [room.World.Accounts["reader3"]], "admin", Token));
        SampleWorld.Done(await room.Portal.Get<RemoveReader>().ExecuteAsync(room.Study, (await BoardAsync(room))[0].Id, "admin", Token));

        Assert.Equal(["R2"], (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => a.Reader));
    }

    [Fact]
    public async Task Naming_a_reader_who_is_there_already_hides_no_alarm_of_his()
    {
        await using var room = await Room.OpenAsync();
        room.Portal.Clock.Advance(TimeSpan.FromDays(3));

        SampleWorld.Done(await room.Portal.Get<AddReaders>().ExecuteAsync(room.Study, [room.World.Accounts["reader2"], room.World.Accounts["reader3"]], "admin", Token));

        Assert.Equal(["R1", "R2"], (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => a.Reader));
    }

    [Fact]
    public async Task A_reader_who_will_miss_the_deadline_is_told_apart_from_one_who_will_not()
    {
        await using var room = await Room.OpenAsync();
        for (var place = 0; place < 6; place++) await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(3)));

        // 12 to go at 6 a day: done on 3 November at 20:00.
        await SetAsync(room, new StudySettings { Deadline = new DateOnly(2026, 11, 3) });
        Assert.Empty(await room.Portal.Get<ListAlarms>().ExecuteAsync(Token));
        await SetAsync(room, new StudySettings { Deadline = new DateOnly(2026, 11, 2) });
        Assert.Equal(
            [("R1", "at this pace done on 2026-11-03, after the deadline 2026-11-02")],
            (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => (a.Reader, a.Text)));

        room.Portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(
            [("R1", "the deadline 2026-11-02 is over with 12 to go"), ("R2", "the deadline 2026-11-02 is over with 18 to go")],
            (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => (a.Reader, a.Text)));
    }

    private static async Task<IReadOnlyList<ReaderProgress>> BoardAsync(Room room) => (await room.Portal.Get<ReadBoard>().ExecuteAsync(room.Study, Token))!;

    private static async Task SetAsync(Room room, StudySettings settings)
    {
        var study = (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Token))!;
        SampleWorld.Done(await room.Portal.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Token));
    }
}
