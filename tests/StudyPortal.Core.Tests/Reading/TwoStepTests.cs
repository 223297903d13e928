using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reading;

/// <summary>The reader marks the finding without the map, that is locked, and then the map appears.</summary>
public sealed class TwoStepTests
{
    private const string Ellipse = """[{"shape":"ellipse","label":"Finding","points":[[10,10],[30,40]]}]""";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_map_is_not_there_before_the_marks_and_the_marks_are_locked_after_it()
    {
        await using var room = await OpenAsync();
        var place = room.Session.Places[0].Id;

        Assert.False(room.Session.Places[0].IsRevealed);
        Assert.Null(await MapAsync(room, place));
        Assert.Equal(RevealOutcome.TooEarly, await RevealAsync(room, place));
        Assert.Equal(new SubmitOutcome.Refused(Refusal.MapNotShown), await AnswerAsync(room, question: 1, "3"));
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, question: 0, Ellipse));
        Assert.Equal(RevealOutcome.Shown, await RevealAsync(room, place));

        Assert.NotNull(await MapAsync(room, place));
        Assert.Equal(new SubmitOutcome.Refused(Refusal.MapShown), await AnswerAsync(room, question: 0, "[]", version: 1));
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, question: 1, "3"));
        Assert.Equal(RevealOutcome.Shown, await RevealAsync(room, place));
        Assert.True((await room.SessionAsync()).Places[0].IsRevealed);
    }

    [Fact]
    public async Task Nobody_reveals_the_map_of_another()
    {
        await using var room = await OpenAsync();
        await AnswerAsync(room, question: 0, Ellipse);

        Assert.Equal(RevealOutcome.NotFound, await room.Portal.Get<RevealMap>().ExecuteAsync(room.Session.Places[0].Id, room.World.Accounts["reader2"], Stop));
        await using var db = room.Portal.OpenDb();
        Assert.False(await db.Set<MapReveal>().AnyAsync(Stop));
    }

    [Fact]
    public async Task A_place_is_done_when_all_its_required_questions_are_answered_not_when_one_is()
    {
        await using var room = await OpenAsync();
        await AnswerAsync(room, question: 0, Ellipse);
        Assert.Equal(0, (await ReaderAsync(room)).Answered);
        await RevealAsync(room, room.Session.Places[0].Id);

        await AnswerAsync(room, question: 1, "3");

        Assert.Equal((1, 18), ((await ReaderAsync(room)).Answered, (await ReaderAsync(room)).Total));
    }

    [Fact]
    public async Task A_mark_outside_the_image_is_no_answer_and_the_refusal_says_what_would_be_one()
    {
        await using var room = await OpenAsync();

        var outcome = await AnswerAsync(room, question: 0, """[{"shape":"ellipse","label":"Finding","points":[[10,10],[30,96.5]]}]""");

        Assert.Contains("inside the image", Assert.IsType<SubmitOutcome.Invalid>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_on_a_slice_that_the_image_does_not_have_is_no_answer()
    {
        await using var room = await OpenAsync();

        Assert.IsType<SubmitOutcome.Invalid>(await AnswerAsync(room, question: 0, """[{"shape":"ellipse","label":"Finding","points":[[10,10],[30,40]],"slice":1}]"""));
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, question: 0, """[{"shape":"ellipse","label":"Finding","points":[[10,10],[30,40]],"slice":0}]"""));
    }

    [Fact]
    public async Task Where_changes_are_not_allowed_a_case_can_be_changed_until_the_reader_has_gone_on()
    {
        await using var room = await Room.OpenAsync(design => design with { AllowsChanges = false });
        var show = room.Portal.Get<ShowSlot>();
        await show.ExecuteAsync(room.Session.Places[1].Id, room.Reader, Stop);
        await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(2)));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(4), version: 1)));

        await show.ExecuteAsync(room.Session.Places[2].Id, room.Reader, Stop);
        await show.ExecuteAsync(room.Session.Places[1].Id, room.Reader, Stop);

        Assert.Equal(new SubmitOutcome.Refused(Refusal.LeftBehind), await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(5), version: 2)));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(5))));
        Assert.Equal(AnswerValue.Scored(4), room.Answer(await room.SessionAsync(), 1));
    }

    private static Task<Room> OpenAsync() => Room.OpenAsync(design => design with { Questions = [QuestionDesign.MarkFirst, QuestionDesign.Default] });

    private static Task<SlotPicture?> MapAsync(Room room, ReadingSlotId place) => room.Portal.Get<ReadSlotMap>().ExecuteAsync(place, room.Reader, Stop);

    private static Task<RevealOutcome> RevealAsync(Room room, ReadingSlotId place) => room.Portal.Get<RevealMap>().ExecuteAsync(place, room.Reader, Stop);

    private static Task<SubmitOutcome> AnswerAsync(Room room, int question, string json, int version = 0) => room.SubmitAsync(new AnswerSubmission(
        room.Session.Places[0].Id, room.Session.Questions[question].Id, room.Reader, Guid.NewGuid(), version, JsonDocument.Parse(json).RootElement, new Viewing(10, 5)));

    private static async Task<ReaderProgress> ReaderAsync(Room room) => (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Stop))!.Readers[0];
}
