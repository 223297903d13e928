using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

/// <summary>The clock of a server is set right, or wrong, while people read.</summary>
public sealed class ClockChangeTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_the_clock_jumps_every_answer_is_taken_the_last_one_stands_and_each_keeps_the_time_it_was_given()
    {
        await using var room = await Room.OpenAsync();
        TimeSpan[] jumps = [TimeSpan.FromDays(-1), TimeSpan.FromHours(50), TimeSpan.FromMinutes(-61), TimeSpan.FromDays(-400), TimeSpan.FromSeconds(1)];
        var given = new List<(AnswerSubmission Submission, DateTime AtUtc)>();
        for (var version = 0; version <= jumps.Length; version++)
        {
            var submission = room.Submission(0, AnswerValue.Scored(version), version);
            Assert.Equal(new SubmitOutcome.Saved(version + 1, room.Now), await room.SubmitAsync(submission));
            given.Add((submission, room.Now));
            if (version < jumps.Length) Jump(room, jumps[version]);
        }

        await using var db = room.Portal.OpenDb();
        var events = await db.Set<AnswerEvent>().AsNoTracking().OrderBy(e => e.Id).ToListAsync(Token);
        Assert.Equal(given.Select((g, index) => (index + 1, g.AtUtc)), events.Select(e => (e.Version, e.AtUtc)));
        Assert.Equal(new SubmitOutcome.Saved(2, given[1].AtUtc), await room.SubmitAsync(given[1].Submission));
        Assert.Equal(AnswerValue.Scored(jumps.Length), room.Answer(await room.SessionAsync(), 0));
        await room.Portal.Get<RebuildAnswers>().ExecuteAsync(room.Study, "admin", Token);
        Assert.Equal(AnswerValue.Scored(jumps.Length), room.Answer(await room.SessionAsync(), 0));
        Assert.IsType<AuditVerdict.Intact>(await room.Portal.Get<VerifyAuditTrail>().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_clock_that_was_a_day_ahead_keeps_nobody_from_reading_once_it_is_right()
    {
        await using var room = await LimitedToTwoAsync();
        await RateAsync(room, 0, 1);
        Assert.IsType<SubmitOutcome.Enough>(await room.SubmitAsync(room.Submission(2, AnswerValue.Scored(1))));

        Jump(room, TimeSpan.FromDays(-1));

        await RateAsync(room, 2, 3);
        Assert.IsType<SubmitOutcome.Enough>(await room.SubmitAsync(room.Submission(4, AnswerValue.Scored(1))));
        room.Portal.Clock.Advance(Sitting.Gap);
        await RateAsync(room, 4, 5);
    }

    [Fact]
    public async Task A_clock_that_is_set_right_by_minutes_ends_no_sitting()
    {
        await using var room = await LimitedToTwoAsync();
        await RateAsync(room, 0);
        Jump(room, TimeSpan.FromMinutes(-3));
        await RateAsync(room, 1);
        Jump(room, TimeSpan.FromMinutes(-3));

        Assert.Equal(2, (await room.SessionAsync()).Sitting.Rated);
        Assert.IsType<SubmitOutcome.Enough>(await room.SubmitAsync(room.Submission(2, AnswerValue.Scored(1))));
    }

    [Fact]
    public async Task The_board_and_the_list_of_a_reader_survive_ratings_from_the_future()
    {
        await using var room = await Room.OpenAsync();
        await RateAsync(room, 0, 1, 2);
        Jump(room, TimeSpan.FromDays(-30));

        var row = (await room.Portal.Get<ReadBoard>().ExecuteAsync(room.Study, Token))![0];

        Assert.Equal((3, 18, 3.0, false), (row.Answered, row.Total, row.PerDay, row.IsOnline));
        Assert.Equal(3, (await room.Portal.Get<OpenReading>().ExecuteAsync(room.Reader, Token))[0].Answered);
    }

    [Fact]
    public async Task A_clock_that_was_a_month_ahead_stops_neither_alarms_nor_reminders_once_it_is_right()
    {
        await using var room = await Room.OpenAsync();
        await using var mail = MailServer.For(room.Portal.Get<IOptions<SmtpSettings>>().Value);
        await SetAsync(room, new StudySettings { RemindSilentDays = 2 });
        Jump(room, TimeSpan.FromDays(30));
        await room.Portal.Get<ShowSlot>().ExecuteAsync(room.Session.Places[0].Id, room.Reader, Token);
        Assert.Equal(["R2"], await RemindedAsync(room));

        Jump(room, TimeSpan.FromDays(-30));
        room.Portal.Clock.Advance(TimeSpan.FromDays(4));

        Assert.Equal(
            [("R1", "no sign of life for 4 days"), ("R2", "has not begun for 4 days")],
            (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => (a.Reader, a.Text)));
        Assert.Equal(["R1", "R2"], await RemindedAsync(room));
        Assert.Empty(await RemindedAsync(room));
    }

    [Fact]
    public async Task A_clock_that_is_set_right_by_minutes_makes_nobody_silent_and_reminds_nobody_twice()
    {
        await using var room = await Room.OpenAsync();
        await using var mail = MailServer.For(room.Portal.Get<IOptions<SmtpSettings>>().Value);
        await SetAsync(room, new StudySettings { RemindSilentDays = 2 });
        room.Portal.Clock.Advance(TimeSpan.FromDays(10));
        await room.Portal.Get<ShowSlot>().ExecuteAsync(room.Session.Places[0].Id, room.Reader, Token);
        Assert.Equal(["R2"], await RemindedAsync(room));

        Jump(room, TimeSpan.FromMinutes(-3));

        Assert.Equal(["R2"], (await room.Portal.Get<ListAlarms>().ExecuteAsync(Token)).Select(a => a.Reader));
        Assert.Empty(await RemindedAsync(room));
    }

    private static async Task<IReadOnlyList<string>> RemindedAsync(Room room) =>
        [.. (await room.Portal.Get<RemindReaders>().SendDueAsync("https://portal.example", Token)).Select(sent => sent.Letter.Code)];

    private static void Jump(Room room, TimeSpan by) => room.Portal.Clock.AdjustTime(room.Portal.Clock.GetUtcNow() + by);

    private static async Task RateAsync(Room room, params int[] places)
    {
        foreach (var place in places) Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(1))));
    }

    private static async Task<Room> LimitedToTwoAsync()
    {
        var room = await Room.OpenAsync();
        await SetAsync(room, new StudySettings { MaxPerSitting = 2 });
        return room;
    }

    private static async Task SetAsync(Room room, StudySettings settings)
    {
        var study = (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Token))!;
        SampleWorld.Done(await room.Portal.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Token));
    }
}
