using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

public sealed class SubmitAnswerTests
{
    [Fact]
    public async Task A_rating_sent_twice_is_one_row_and_one_reply()
    {
        await using var room = await Room.OpenAsync();
        var rating = room.Submission(0, AnswerValue.Scored(3));

        var first = await room.SubmitAsync(rating);
        room.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await room.SubmitAsync(rating);

        Assert.Equal(first, second);
        Assert.IsType<SubmitOutcome.Saved>(first);
        await using var db = room.Portal.OpenDb();
        Assert.Equal((1, 1), (await db.Set<Answer>().CountAsync(Token), await db.Set<AnswerEvent>().CountAsync(Token)));
    }

    [Fact]
    public async Task Zero_is_a_rating_cannot_judge_is_its_own_value_and_missing_is_missing()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(0)));
        await room.SubmitAsync(room.Submission(1, AnswerValue.CannotJudge));

        var session = await room.SessionAsync();
        Assert.Equal([AnswerValue.Scored(0), AnswerValue.CannotJudge, null], Enumerable.Range(0, 3).Select(place => room.Answer(session, place)));
        Assert.Equal(2, (await room.Portal.Get<OpenReading>().ExecuteAsync(room.Reader, Token))[0].Answered);
    }

    [Fact]
    public async Task A_second_tab_gets_the_current_value_instead_of_overwriting_it()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3)));

        var outcome = await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(5)));

        Assert.Equal(new SubmitOutcome.Conflict(AnswerValue.Scored(3), 1), outcome);
        Assert.Equal(new SubmitOutcome.Saved(2, room.Now), await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(5), version: 1)));
        Assert.Equal(AnswerValue.Scored(5), room.Answer(await room.SessionAsync(), 0));
    }

    [Fact]
    public async Task Nobody_rates_for_another_nor_a_foreign_question_nor_with_a_used_key()
    {
        await using var room = await Room.OpenAsync();
        var mine = room.Submission(0, AnswerValue.Scored(3));
        await room.SubmitAsync(mine);

        Assert.IsType<SubmitOutcome.NotFound>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(1)) with { AccountId = room.World.Accounts["reader2"] }));
        Assert.IsType<SubmitOutcome.NotFound>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(1)) with { QuestionId = QuestionId.New() }));
        Assert.IsType<SubmitOutcome.Refused>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(1)) with { IdempotencyKey = mine.IdempotencyKey }));
        await using var db = room.Portal.OpenDb();
        Assert.Equal(1, await db.Set<AnswerEvent>().CountAsync(Token));
    }

    [Fact]
    public async Task Paused_withdrawn_closed_and_removed_take_no_rating()
    {
        await using var room = await Room.OpenAsync();
        SampleWorld.Done(await room.Portal.Get<PauseStudy>().ExecuteAsync(room.Study, "admin", Token));
        Assert.IsType<SubmitOutcome.Paused>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3))));
        SampleWorld.Done(await room.Portal.Get<ResumeStudy>().ExecuteAsync(room.Study, "admin", Token));

        await using var db = room.Portal.OpenDb();
        var shown = room.Session.Places[0].Id;
        var item = await db.Set<ReadingSlot>().Where(s => s.Id == shown).Join(db.Set<StudyItem>(), s => s.ItemId, i => i.Id, (_, i) => i).SingleAsync(Token);
        SampleWorld.Done(await room.Portal.Get<WithdrawCase>().ExecuteAsync(room.Study, item.CaseId, "blurred", "admin", Token));
        Assert.IsType<SubmitOutcome.Refused>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3))));

        SampleWorld.Done(await room.Portal.Get<RemoveReader>().ExecuteAsync(room.Study, room.Session.ReaderId, "admin", Token));
        Assert.IsType<SubmitOutcome.NotFound>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(3))));
        SampleWorld.Done(await room.Portal.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Token));
        Assert.Equal(0, await db.Set<AnswerEvent>().CountAsync(Token));
    }

    [Fact]
    public async Task Six_readers_giving_a_hundred_ratings_each_at_once_lose_nothing_and_the_counters_agree()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 24);
        string[] readers = ["reader1", "reader2", "reader3", "reader4", "reader5", "reader6"];
        var study = await world.OpenStudyAsync(world.Design(perLabel: 6), readers);
        var news = new System.Collections.Concurrent.ConcurrentQueue<ReadingProgress>();
        portal.Get<ReadingFeed>().Progressed += news.Enqueue;

        await Task.WhenAll(readers.Select(async name =>
        {
            var session = (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts[name], Token))!;
            for (var version = 0; version < 3; version++)
                foreach (var place in session.Places)
                    Assert.Equal(version + 1, Assert.IsType<SubmitOutcome.Saved>(await portal.Get<SubmitAnswer>().ExecuteAsync(
                        SampleWorld.Scored(session, place, world.Accounts[name], version) with { ExpectedVersion = version }, Token)).Version);
        }));

        await using var db = portal.OpenDb();
        Assert.Equal(6 * 36, await db.Set<Answer>().CountAsync(Token));
        Assert.Equal(6 * 36 * 3, await db.Set<AnswerEvent>().CountAsync(Token));
        Assert.All(await db.Set<Answer>().ToListAsync(Token), answer => Assert.Equal((3, "2"), (answer.Version, answer.Value)));
        Assert.Equal(6 * 36 * 3, news.Count);
        Assert.All((await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Readers, r => Assert.Equal((36, 36), (r.Answered, r.Total)));
    }

    [Fact]
    public async Task Screen_view_and_times_are_kept_with_each_answer_and_impossible_ones_are_known()
    {
        await using var room = await Room.OpenAsync();
        var view = new ViewFacts(10, 200, 2.5, 0.4, 0.6, 90, Inverted: true, Slice: 0, Opacity: 0.5, Threshold: 0.1);
        var submission = room.Submission(0, AnswerValue.Scored(3)) with { Viewing = new Viewing(1500, 900, new ScreenFacts(1440, 900, 2), view) };

        await room.SubmitAsync(submission);

        await using var db = room.Portal.OpenDb();
        var stored = await db.Set<AnswerEvent>().SingleAsync(Token);
        Assert.Equal((1500, 900), (stored.ActiveMilliseconds, stored.MapMilliseconds));
        Assert.Equal(view, JsonSerializer.Deserialize<ViewFacts>(stored.ViewJson, PortalJson.Options));
        Assert.Equal(new ScreenFacts(1440, 900, 2), JsonSerializer.Deserialize<ScreenFacts>(stored.ScreenJson, PortalJson.Options));
        Assert.False(new Viewing(100, 200).IsPossible);
        Assert.False(new Viewing(100, 50, View: view with { Opacity = 1.5 }).IsPossible);
        Assert.False(new Viewing(100, 50, new ScreenFacts(0, 900, 1)).IsPossible);
    }

    [Fact]
    public async Task Own_keys_hold_in_every_study_and_two_meanings_on_one_key_are_refused()
    {
        await using var room = await Room.OpenAsync();
        var save = room.Portal.Get<SaveKeys>();

        Assert.True(await save.ExecuteAsync(room.Reader, new Dictionary<string, string> { ["0"] = "q", ["1"] = "w" }, Token));
        Assert.False(await save.ExecuteAsync(room.Reader, new Dictionary<string, string> { ["0"] = "q", ["1"] = "q" }, Token));
        Assert.False(await save.ExecuteAsync(room.Reader, new Dictionary<string, string> { ["0"] = " " }, Token));

        Assert.Equal("q", (await room.SessionAsync()).Keys["0"]);
    }

    [Fact]
    public async Task The_screen_is_checked_before_the_first_case_and_again_after_half_a_day()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenWithUncheckedScreensAsync(world.Design(), "reader1");
        Task<ReadingSession?> SessionAsync() => portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], Token);
        Assert.True((await SessionAsync())!.NeedsDisplayCheck);

        Assert.True(await portal.Get<RecordDisplayCheck>().ExecuteAsync(study, world.Accounts["reader1"], new ScreenFacts(1440, 900, 1), true, false, Token));

        Assert.False((await SessionAsync())!.NeedsDisplayCheck);
        portal.Clock.Advance(TimeSpan.FromHours(13));
        Assert.True((await SessionAsync())!.NeedsDisplayCheck);
        Assert.False(await portal.Get<RecordDisplayCheck>().ExecuteAsync(study, world.Accounts["reader4"], new ScreenFacts(1440, 900, 1), true, true, Token));
    }

    [Fact]
    public async Task The_answers_rebuilt_from_their_events_are_the_answers()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(0)));
        await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(4)));
        await room.SubmitAsync(room.Submission(1, AnswerValue.CannotJudge, version: 1));
        var before = await AnswersAsync(room);

        await using (var db = room.Portal.OpenDb())
            await db.Database.ExecuteSqlAsync($"""UPDATE "Answers" SET "Value" = '5', "CannotJudge" = FALSE, "Version" = 9""", Token);
        Assert.Equal(2, await room.Portal.Get<RebuildAnswers>().ExecuteAsync(room.Study, "admin", Token));

        Assert.Equal(before, await AnswersAsync(room));
    }

    [Fact]
    public async Task The_place_last_shown_is_where_the_reader_goes_on()
    {
        await using var room = await Room.OpenAsync();

        Assert.True(await room.Portal.Get<ShowSlot>().ExecuteAsync(room.Session.Places[6].Id, room.Reader, Token));
        Assert.False(await room.Portal.Get<ShowSlot>().ExecuteAsync(room.Session.Places[6].Id, room.World.Accounts["reader2"], Token));

        Assert.Equal(7, (await room.SessionAsync()).Position);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<List<string>> AnswersAsync(Room room)
    {
        await using var db = room.Portal.OpenDb();
        var answers = await db.Set<Answer>().AsNoTracking().OrderBy(a => a.SlotId).ToListAsync(Token);
        return [.. answers.Select(a => $"{a.SlotId} {a.QuestionId} {a.Value} {a.CannotJudge} {a.Version} {a.AtUtc:O}")];
    }
}
