using StudyPortal.Core.Reading;
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
    public void A_sitting_ends_two_hours_after_its_last_new_case(int rated, int minutesLeft, params int[] minutesAgo) =>
        Assert.Equal(new Sitting(rated, TimeSpan.FromMinutes(minutesLeft)), Sitting.Of([.. minutesAgo.OrderDescending().Select(ago => Now.AddMinutes(-ago))], Now));

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
        Assert.Equal((null, null, 0), Limits(await room.SessionAsync()));

        await LimitAsync(room, new StudySettings { MaxPerSitting = 5, BreakAfterMinutes = 20 });
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(1)));
        Assert.Equal((5, 20, 1), Limits(await room.SessionAsync()));

        room.Portal.Clock.Advance(Sitting.Gap);
        Assert.Equal((5, 20, 0), Limits(await room.SessionAsync()));
    }

    private static (int?, int?, int) Limits(ReadingSession session) => (session.MaxPerSitting, session.BreakAfterMinutes, session.Sitting.Rated);

    private static async Task LimitAsync(Room room, StudySettings settings)
    {
        var study = (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Token))!;
        SampleWorld.Done(await room.Portal.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Token));
    }
}
