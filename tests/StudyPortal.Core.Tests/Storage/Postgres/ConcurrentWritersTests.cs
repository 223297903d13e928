using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Storage.Postgres;

/// <summary>What SQLite promises by its one writer must hold between two web hosts on PostgreSQL, each with its own connections.</summary>
public sealed class ConcurrentWritersTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_that_two_hosts_write_at_once_form_one_chain()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        await using var other = portal.Beside();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => InviteAsync(i % 2 == 0 ? portal : other, i)));

        var verdict = Assert.IsType<AuditVerdict.Intact>(await portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
        Assert.Equal(60, verdict.Events);
    }

    [Fact]
    public async Task An_invitation_that_is_accepted_on_two_hosts_at_once_makes_one_account()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        await using var other = portal.Beside();
        await portal.Get<SeedRoles>().ExecuteAsync(Stop);
        var token = (await InviteAsync(portal, 1)).Token;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => (i % 2 == 0 ? portal : other).Get<AcceptInvitation>().ExecuteAsync(token, "Anna Keller", "", "seven quiet lungs", Stop), Stop)));

        Assert.Single(outcomes, outcome => outcome is AcceptOutcome.Accepted);
        Assert.Single(await portal.Get<ListAccounts>().ExecuteAsync(Stop));
    }

    [Fact]
    public async Task An_answer_that_is_sent_to_two_hosts_at_once_is_stored_once_and_confirmed_by_both()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync());
        await using var other = room.Portal.Beside();
        foreach (var place in Enumerable.Range(0, room.Session.Places.Count))
        {
            var submission = room.Submission(place, AnswerValue.Scored(4));

            var outcomes = await SubmitAsync(room, other, [.. Enumerable.Repeat(submission, 6)]);

            Assert.All(outcomes, outcome => Assert.Equal(1, Assert.IsType<SubmitOutcome.Saved>(outcome).Version));
        }

        Assert.Equal((room.Session.Places.Count, room.Session.Places.Count), await CountAsync(room.Portal));
    }

    [Fact]
    public async Task Of_two_answers_to_one_question_at_once_one_is_taken_and_the_other_told_of_it()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync());
        await using var other = room.Portal.Beside();
        foreach (var place in Enumerable.Range(0, room.Session.Places.Count))
        {
            var outcomes = await SubmitAsync(room, other, room.Submission(place, AnswerValue.Scored(1)), room.Submission(place, AnswerValue.Scored(2)));

            Assert.Single(outcomes, outcome => outcome is SubmitOutcome.Saved);
            Assert.Single(outcomes, outcome => outcome is SubmitOutcome.Conflict);
        }

        Assert.Equal((room.Session.Places.Count, room.Session.Places.Count), await CountAsync(room.Portal));
    }

    [Fact]
    public async Task A_study_that_closes_while_two_hosts_take_answers_freezes_each_that_was_confirmed()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync());
        await using var other = room.Portal.Beside();
        var answering = Enumerable.Range(0, room.Session.Places.Count).Select(place => Task.Run(
            () => (place % 2 == 0 ? room.Portal : other).Get<SubmitAnswer>().ExecuteAsync(room.Submission(place, AnswerValue.Scored(3)), Stop), Stop)).ToList();

        SampleWorld.Done(await Task.Run(() => other.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Stop), Stop));

        var outcomes = await Task.WhenAll(answering);
        var set = await SetAsync(room);
        Assert.All(outcomes, outcome => Assert.True(outcome is SubmitOutcome.Saved or SubmitOutcome.Refused, $"{outcome}"));
        Assert.Equal(outcomes.Count(outcome => outcome is SubmitOutcome.Saved), set.Ratings.Count);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer_of_the_portal_but_for_one_of_their_study()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync());
        await using var other = room.Portal.Beside();
        await using var db = other.OpenDb();
        await using (await db.BeginWritingAsync(Stop))
            Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(3))).WaitAsync(TimeSpan.FromSeconds(10), Stop));

        Task<SubmitOutcome> waiting;
        await using (await db.BeginWritingAsync(room.Study, Stop))
        {
            waiting = room.SubmitAsync(room.Submission(1, AnswerValue.Scored(3)));
            await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(500), Stop));
        }

        Assert.IsType<SubmitOutcome.Saved>(await waiting);
    }

    private static async Task<AnalysisSet> SetAsync(Room room) => CanonicalJson.Read<AnalysisSet>(
        await room.Portal.Get<BlobStore>().ReadAsync(await room.Portal.Get<FreezeAnalysisSet>().ExecuteAsync(room.Study, "admin", Stop), Stop));

    private static async Task<InviteOutcome.Created> InviteAsync(TestPortal portal, int number) =>
        Assert.IsType<InviteOutcome.Created>(await Task.Run(() => portal.Get<InviteAccount>().ExecuteAsync($"reader{number}@example.org", Roles.Reader, "admin", Stop), Stop));

    private static Task<SubmitOutcome[]> SubmitAsync(Room room, TestPortal other, params AnswerSubmission[] submissions) => Task.WhenAll(submissions.Select((submission, i) =>
        Task.Run(() => (i % 2 == 0 ? room.Portal : other).Get<SubmitAnswer>().ExecuteAsync(submission, Stop), Stop)));

    private static async Task<(int Answers, int Events)> CountAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return (await db.Set<Answer>().CountAsync(Stop), await db.Set<AnswerEvent>().CountAsync(Stop));
    }
}
