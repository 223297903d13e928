using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

public sealed class SignatureTests
{
    private const string Password = "a long enough password";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_asks_for_the_password_again_locks_every_answer_and_reopening_voids_it()
    {
        await using var room = await DoneAsync();
        Assert.Equal(SignOutcome.WrongPassword, await SignAsync(room, "a wrong password"));
        Assert.Null(await SignedUtcAsync(room));

        Assert.Equal(SignOutcome.Done, await SignAsync(room));
        Assert.Equal(room.Now, await SignedUtcAsync(room));
        Assert.True((await room.SessionAsync()).IsSigned);
        Assert.Equal(new SubmitOutcome.Refused(Refusal.UnderSignature), await room.SubmitAsync(room.Submission(3, AnswerValue.Scored(5), version: 1)));

        Assert.IsType<StudyOutcome.Refused>(await ReopenAsync(room, " "));
        SampleWorld.Done(await ReopenAsync(room, "case 4 was rated on the wrong side"));
        Assert.Null(await SignedUtcAsync(room));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(3, AnswerValue.Scored(5), version: 1)));
        Assert.Equal(SignOutcome.Done, await SignAsync(room));
        await using var db = room.Portal.OpenDb();
        Assert.Equal(2, await db.Set<ReadingSignature>().Select(s => s.AnswersHash).Distinct().CountAsync(Stop));
        Assert.Equal(
            ["reading.signed", "reading.signature-voided", "reading.signed"],
            await db.Set<AuditEvent>().Where(e => e.Action.StartsWith("reading.sign")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Stop));
        Assert.IsType<AuditVerdict.Intact>(await room.Portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
        Assert.All(await db.Set<ReadingSignature>().ToListAsync(Stop), signature => Assert.Equal(SignatureMethod.Password, signature.Method));
    }

    [Theory]
    [InlineData(SignatureMethod.Password, "12 cases, answers abc", true)]
    [InlineData(SignatureMethod.Password, "12 cases, answers abc, by password", true)]
    [InlineData(SignatureMethod.Password, "12 cases, answers abc, by passkey", false)]
    [InlineData(SignatureMethod.Passkey, "12 cases, answers abc, by passkey", true)]
    [InlineData(SignatureMethod.Passkey, "12 cases, answers abc", false)]
    [InlineData(SignatureMethod.Provider, "12 cases, answers abd, by provider", false)]
    public void The_audit_log_of_a_signature_must_name_its_answers_and_its_way_and_before_there_were_several_it_was_the_password(SignatureMethod method, string told, bool fits) =>
        Assert.Equal(fits, new ReadingSignature { ReaderId = StudyReaderId.New(), AtUtc = DateTime.UnixEpoch, Method = method, AnswersHash = "abc" }.IsToldBy(told));

    [Fact]
    public async Task Nobody_signs_before_every_case_is_rated_or_for_another_or_without_a_password()
    {
        await using var room = await DoneAsync(leaveOut: 1);

        Assert.Equal(SignOutcome.NotDone, await SignAsync(room));
        Assert.Equal(SignOutcome.NoPassword, await room.Portal.Get<SignReading>().ByPasswordAsync(room.Study, room.World.Accounts["reader2"], Password, Stop));
        Assert.Equal(SignOutcome.NotRead, await room.Portal.Get<SignReading>().ByPasswordAsync(StudyId.From(Guid.NewGuid()), room.Reader, Password, Stop));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_as_at_the_sign_in()
    {
        await using var room = await DoneAsync();

        for (var attempt = 1; attempt <= 5; attempt++) Assert.Equal(SignOutcome.WrongPassword, await SignAsync(room, "guess"));

        Assert.Equal(SignOutcome.TooManyTries, await SignAsync(room));
    }

    private static async Task<Room> DoneAsync(int leaveOut = 0)
    {
        var room = await Room.OpenAsync();
        await using var scope = room.Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.AddPasswordAsync((await users.FindByIdAsync(room.Reader.ToString()))!, Password)).Succeeded);
        for (var place = 0; place < room.Session.Places.Count - leaveOut; place++) await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(place % 6)));
        return room;
    }

    private static Task<SignOutcome> SignAsync(Room room, string password = Password) => room.Portal.Get<SignReading>().ByPasswordAsync(room.Study, room.Reader, password, Stop);

    private static async Task<StudyOutcome> ReopenAsync(Room room, string reason) =>
        await room.Portal.Get<ReopenAnswers>().ExecuteAsync(room.Study, room.Session.ReaderId, reason, "admin", Stop);

    private static async Task<DateTime?> SignedUtcAsync(Room room) => (await room.Portal.Get<ReadBoard>().ExecuteAsync(room.Study, Stop))![0].SignedUtc;
}
