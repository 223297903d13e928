using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

public sealed class SittingTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly DateTime Now = new(2026, 11, 1, 20, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 0, 120)]
    [InlineData(1, 1, 119)]
    [InlineData(3, 110, 10, 20, 139)]
    [InlineData(2, 110, 10, 20, 140)]
    public async Task A_sitting_ends_two_hours_after_its_last_new_case(int rated, int minutesLeft, params int[] minutesAgo) => Assert.Equal(
        new Sitting(rated, TimeSpan.FromMinutes(minutesLeft)),
        await Sitting.OfAsync(minutesAgo.Order().Select(ago => Now.AddMinutes(-ago)).ToAsyncEnumerable(), Now, Token));

    [Fact]
    public async Task Beyond_the_limit_of_a_sitting_further_places_have_to_wait_until_it_is_over_and_corrections_never_have()
    {
        await using var room = await Room.OpenAsync();
        await LimitAsync(room, new StudySettings { MaxPerSitting = 2 });
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(1))));
        room.Portal.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(2))));

        var third = room.Submission(2, AnswerValue.Scored(3));
        Assert.IsType<SubmitOutcome.Enough>(await room.SubmitAsync(third));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(4), version: 1)));

        room.Portal.Clock.Advance(Sitting.Gap);
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(third));
    }

    [Fact]
    public async Task The_room_is_told_the_limits_and_how_many_places_this_sitting_has()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(1)));
        Assert.Equal((null, null, 0), Limits(await room.SessionAsync()));

        await LimitAsync(room, new StudySettings { MaxPerSitting = 5, BreakAfterMinutes = 20 });
        Assert.Equal((5, 20, 1), Limits(await room.SessionAsync()));

        room.Portal.Clock.Advance(Sitting.Gap);
        Assert.Equal((5, 20, 0), Limits(await room.SessionAsync()));
    }

    [Fact]
    public async Task A_place_of_several_answers_counts_once_and_what_was_rated_before_the_sitting_is_not_even_read()
    {
        Assert.SkipWhen(TestDatabase.IsPostgresAsked, "The rows are counted on SQLite; the query is the same on PostgreSQL.");
        await using var room = await Room.OpenAsync(design => design with { Questions = [QuestionDesign.Default, QuestionDesign.Default with { Prompt = "And how sure?" }] });
        var reader = room.Session.ReaderId;
        for (var place = 0; place < 12; place++)
        {
            if (place == 10) room.Portal.Clock.Advance(TimeSpan.FromDays(1));
            foreach (var question in room.Session.Questions)
                Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(3)) with { QuestionId = question.Id }));
        }
        var rows = new RowCount();
        await using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={room.Portal.Root.Database}").AddInterceptors(rows).Options);

        Assert.Equal(2, (await Sitting.OfAsync(db, reader, room.Now, Token)).Rated);

        Assert.InRange(rows.Read, 2, 3);
    }

    private static (int?, int?, int) Limits(ReadingSession session) => (session.MaxPerSitting, session.BreakAfterMinutes, session.Sitting.Rated);

    private sealed class RowCount : DbCommandInterceptor
    {
        public int Read { get; private set; }

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            Read += eventData.ReadCount;
            return result;
        }
    }

    private static async Task LimitAsync(Room room, StudySettings settings)
    {
        var study = (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Token))!;
        SampleWorld.Done(await room.Portal.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Token));
    }
}
