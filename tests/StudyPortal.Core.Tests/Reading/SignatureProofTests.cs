using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

/// <summary>A reader who has no password, only a provider, and what its answers allow.</summary>
public sealed class SignatureProofTests : IAsyncLifetime
{
    private const string Issuer = "https://hospital.example";
    private const string Subject = "subject-1";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly SessionId Here = SessionId.New();

    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await using var scope = _room.Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.AddLoginAsync((await users.FindByIdAsync(_room.Reader.ToString()))!, new UserLoginInfo(Issuer, Subject, Issuer))).Succeeded);
        for (var place = 0; place < _room.Session.Places.Count; place++) await _room.SubmitAsync(_room.Submission(place, AnswerValue.Scored(place % 6)));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task After_a_right_answer_the_reader_signs_once_and_record_and_audit_log_say_how()
    {
        Assert.Equal(new SigningMeans(Password: false, Passkey: false, Provider: true), await _room.Portal.Get<ReadSigningMeans>().ExecuteAsync(_room.Reader, Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());

        Assert.Equal(SignOutcome.Confirmed, await AnswerAsync(await AskAsync()));
        Assert.Equal(_room.Now + SignatureRequest.SignedWithin, (await ReadingAsync()).ConfirmedUntilUtc);
        Assert.Equal(SignOutcome.Done, await SignAsync());

        await using var db = _room.Portal.OpenDb();
        Assert.Equal(SignatureMethod.Provider, (await db.Set<ReadingSignature>().SingleAsync(Stop)).Method);
        Assert.Empty(await db.Set<SignatureRequest>().ToListAsync(Stop));
        Assert.EndsWith(", by provider", await db.Set<AuditEvent>().Where(e => e.Action == "reading.signed").Select(e => e.Details).SingleAsync(Stop), StringComparison.Ordinal);
        Assert.IsType<AuditVerdict.Intact>(await _room.Portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));

        SampleWorld.Done(await _room.Portal.Get<ReopenAnswers>().ExecuteAsync(_room.Study, _room.Session.ReaderId, "to be signed again", "admin", Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());
    }

    [Theory]
    [InlineData(-61, SignOutcome.Stale)]
    [InlineData(-59, SignOutcome.Confirmed)]
    [InlineData(0, SignOutcome.Confirmed)]
    [InlineData(59, SignOutcome.Confirmed)]
    [InlineData(61, SignOutcome.Stale)]
    public async Task The_person_must_have_been_asked_after_the_request_and_not_in_the_future_give_or_take_a_minute(int seconds, SignOutcome expected) =>
        Assert.Equal(expected, await AnswerAsync(await AskAsync(), _room.Now.AddSeconds(seconds)));

    [Fact]
    public async Task An_answer_that_does_not_say_when_it_asked_is_as_stale()
    {
        var request = await AskAsync();

        Assert.Equal(SignOutcome.Stale, await _room.Portal.Get<ConfirmSignature>().ByProviderAsync(_room.Study, _room.Reader, Here, new ProviderAnswer(request, Issuer, Subject, null), Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());
    }

    [Theory]
    [InlineData("https://other.example", Subject)]
    [InlineData(Issuer, "subject-2")]
    public async Task An_answer_about_somebody_else_confirms_nothing_and_spends_the_request(string issuer, string subject)
    {
        var request = await AskAsync();

        Assert.Equal(SignOutcome.OtherPerson, await _room.Portal.Get<ConfirmSignature>().ByProviderAsync(_room.Study, _room.Reader, Here, new ProviderAnswer(request, issuer, subject, _room.Now), Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await AnswerAsync(request));
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());
    }

    [Fact]
    public async Task An_answer_counts_once_for_its_own_request_alone()
    {
        var earlier = await AskAsync();
        var request = await AskAsync();

        Assert.Equal(SignOutcome.NotConfirmed, await AnswerAsync(earlier));
        request = await AskAsync();
        Assert.Equal(SignOutcome.Confirmed, await AnswerAsync(request));
        Assert.Equal(SignOutcome.NotConfirmed, await AnswerAsync(request));
    }

    [Fact]
    public async Task What_is_confirmed_for_one_study_or_in_one_session_signs_no_other()
    {
        var other = await _room.World.OpenStudyAsync(_room.World.Design("Another"), "reader1");
        var request = await AskAsync();

        Assert.Equal(SignOutcome.NotConfirmed, await _room.Portal.Get<ConfirmSignature>().ByProviderAsync(other, _room.Reader, Here, new ProviderAnswer(request, Issuer, Subject, _room.Now), Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await _room.Portal.Get<ConfirmSignature>().ByProviderAsync(_room.Study, _room.Reader, SessionId.New(), new ProviderAnswer(request, Issuer, Subject, _room.Now), Stop));
        Assert.Equal(SignOutcome.Confirmed, await AnswerAsync(request));
        Assert.Equal(SignOutcome.NotConfirmed, await _room.Portal.Get<SignReading>().ConfirmedAsync(_room.Study, _room.Reader, SessionId.New(), Stop));
        Assert.Equal(SignOutcome.NotDone, await _room.Portal.Get<SignReading>().ConfirmedAsync(other, _room.Reader, Here, Stop));
        Assert.Equal(SignOutcome.Done, await SignAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_and_a_signature_that_does_are_refused()
    {
        var request = await AskAsync();
        _room.Portal.Clock.Advance(SignatureRequest.AnsweredWithin);
        Assert.Equal(SignOutcome.NotConfirmed, await AnswerAsync(request));

        Assert.Equal(SignOutcome.Confirmed, await AnswerAsync(await AskAsync()));
        _room.Portal.Clock.Advance(SignatureRequest.SignedWithin);
        Assert.Null((await ReadingAsync()).ConfirmedUntilUtc);
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());
    }

    [Fact]
    public async Task Nobody_asks_for_a_study_that_he_does_not_read_and_a_passkey_does_not_answer_for_a_provider()
    {
        Assert.Null(await _room.Portal.Get<AskSignature>().ExecuteAsync(_room.Study, _room.World.Accounts["reader3"], Here, SignatureMethod.Provider, "", Stop));

        await _room.Portal.Get<AskSignature>().ExecuteAsync(_room.Study, _room.Reader, Here, SignatureMethod.Passkey, "the state of the question", Stop);
        Assert.Null(await _room.Portal.Get<TakeSignatureAnswer>().ExecuteAsync(_room.Study, _room.Reader, Here, SignatureMethod.Provider, Stop));
        var taken = await _room.Portal.Get<TakeSignatureAnswer>().ExecuteAsync(_room.Study, _room.Reader, Here, SignatureMethod.Passkey, Stop);
        Assert.Equal("the state of the question", taken?.Challenge);
        Assert.Null(await _room.Portal.Get<TakeSignatureAnswer>().ExecuteAsync(_room.Study, _room.Reader, Here, SignatureMethod.Passkey, Stop));
        Assert.Equal(SignOutcome.NotConfirmed, await SignAsync());
    }

    private async Task<Guid> AskAsync() => (await _room.Portal.Get<AskSignature>().ExecuteAsync(_room.Study, _room.Reader, Here, SignatureMethod.Provider, challenge: "", Stop))!.Value;

    private Task<SignOutcome> AnswerAsync(Guid request, DateTime? signedInUtc = null) =>
        _room.Portal.Get<ConfirmSignature>().ByProviderAsync(_room.Study, _room.Reader, Here, new ProviderAnswer(request, Issuer, Subject, signedInUtc ?? _room.Now), Stop);

    private Task<SignOutcome> SignAsync() => _room.Portal.Get<SignReading>().ConfirmedAsync(_room.Study, _room.Reader, Here, Stop);

    private async Task<MyReading> ReadingAsync() => (await _room.Portal.Get<OpenReading>().ExecuteAsync(_room.Reader, Stop)).Single(r => r.StudyId == _room.Study);
}
