using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Accounts.OpenId;

/// <summary>A reader without a password signs after his provider has asked him anew, over HTTP and with a real provider on loopback.</summary>
public sealed partial class ProviderSignatureTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly ProviderPerson Ada = new("subject-1", "Dr. Ada Lovelace", "ada@hospital.example");

    private HospitalPortal _hospital = null!;
    private SampleWorld _world = null!;
    private CookieContainer _cookies = null!;
    private HttpClient _client = null!;

    private Guid Reader => _world.Accounts["reader1"];

    public async ValueTask InitializeAsync()
    {
        _hospital = await HospitalPortal.StartAsync();
        _hospital.Provider.Person = Ada;
        _world = await SampleWorld.BuildAsync(_hospital.Portal.Services);
        await using var scope = _hospital.Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.AddLoginAsync((await users.FindByIdAsync(Reader.ToString()))!, new UserLoginInfo(_hospital.Provider.Issuer, Ada.Subject, "provider"))).Succeeded);
        _cookies = await _hospital.Portal.CookiesAsync(Reader);
        _client = _hospital.Portal.NewClient(_cookies);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hospital.DisposeAsync();
    }

    [Fact]
    public async Task The_provider_is_told_to_ask_anew_and_then_the_reader_signs_in_the_session_that_he_had()
    {
        var study = await RatedAsync("Maps");
        var before = await SessionsAsync();

        Assert.Equal("Confirmed", await ConfirmAsync(study));

        Assert.Equal(("login", "0"), (_hospital.Provider.Asked!["prompt"].ToString(), _hospital.Provider.Asked["max_age"].ToString()));
        Assert.Null(await SignedUtcAsync(study));
        Assert.Equal("Done", await SignAsync(study));
        Assert.NotNull(await SignedUtcAsync(study));
        await using var db = await _hospital.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        Assert.Equal(SignatureMethod.Provider, (await db.Set<ReadingSignature>().SingleAsync(Stop)).Method);
        Assert.Equal(before, await SessionsAsync());
    }

    [Theory]
    [InlineData("an hour ago")]
    [InlineData("not said")]
    [InlineData("no number")]
    public async Task A_provider_that_did_not_ask_anew_confirms_nothing(string when)
    {
        var study = await RatedAsync("Maps");
        _hospital.Provider.Lie = token => Falsify(token, when);

        Assert.Equal("Stale", await ConfirmAsync(study));

        Assert.Equal("NotConfirmed", await SignAsync(study));
        Assert.Null(await SignedUtcAsync(study));
    }

    [Fact]
    public async Task Another_person_at_the_same_screen_confirms_nothing_and_takes_over_no_session()
    {
        var study = await RatedAsync("Maps");
        _hospital.Provider.Person = Ada with { Subject = "subject-2" };

        Assert.Equal("OtherPerson", await ConfirmAsync(study));

        Assert.Equal("NotConfirmed", await SignAsync(study));
        Assert.Null(await SignedUtcAsync(study));
    }

    [Fact]
    public async Task What_is_confirmed_for_one_study_signs_no_other_and_nothing_twice()
    {
        var (study, other) = (await RatedAsync("Maps"), await RatedAsync("Others"));
        await ConfirmAsync(study);

        Assert.Equal("NotConfirmed", await SignAsync(other));
        Assert.Null(await SignedUtcAsync(other));
        Assert.Equal("Done", await SignAsync(study));
        var reader = (await _hospital.Get<ReadBoard>().ExecuteAsync(study, Stop))![0].Id;
        SampleWorld.Done(await _hospital.Get<ReopenAnswers>().ExecuteAsync(study, reader, "to be signed again", "admin", Stop));
        Assert.Equal("NotConfirmed", await SignAsync(study));
        Assert.Null(await SignedUtcAsync(study));
    }

    [Fact]
    public async Task The_same_answer_again_confirms_nothing_for_this_study_or_for_another()
    {
        var (study, other) = (await RatedAsync("Maps"), await RatedAsync("Others"));
        var (callback, done) = await StopBeforeAsync($"{Of(study)}/provider", "/provider/done");
        var held = Copy();
        Assert.Equal("Confirmed", Signature(await FollowAsync(_client, done)));
        Assert.Equal("Done", await SignAsync(study));

        using var again = _hospital.Portal.NewClient(held);
        Assert.Equal("NotConfirmed", Signature(await FollowAsync(again, done)));
        using var elsewhere = _hospital.Portal.NewClient(Copy(held));
        Assert.Equal("NotConfirmed", Signature(await FollowAsync(elsewhere, new Uri(_hospital.Portal.Address, $"{Of(other)}/provider/done"))));
        Assert.DoesNotContain("Confirmed", (await FollowAsync(_client, callback)).Query, StringComparison.Ordinal);
        Assert.Equal("NotConfirmed", await SignAsync(other));
        Assert.Null(await SignedUtcAsync(other));
    }

    [Fact]
    public async Task An_answer_to_a_sign_in_confirms_no_signature()
    {
        var study = await RatedAsync("Maps");
        await StopBeforeAsync($"{Of(study)}/provider", "/authorize");
        await StopBeforeAsync("/sign-in/provider", "/sign-in/provider/done");

        Assert.Equal("NotConfirmed", Signature(await FollowAsync(_client, new Uri(_hospital.Portal.Address, $"{Of(study)}/provider/done"))));

        Assert.Equal("NotConfirmed", await SignAsync(study));
    }

    [Fact]
    public async Task Who_declines_at_the_provider_or_brings_a_token_that_does_not_hold_comes_back_to_his_readings_with_a_word()
    {
        var study = await RatedAsync("Maps");
        _hospital.Provider.Person = null;
        Assert.Equal("Denied", await ConfirmAsync(study));

        (_hospital.Provider.Person, _hospital.Provider.Lie) = (Ada, TestProvider.SignFalsely);
        Assert.Equal("Failed", await ConfirmAsync(study));
        Assert.Equal("NotConfirmed", await SignAsync(study));
    }

    private static void Falsify(SecurityTokenDescriptor token, string when)
    {
        switch (when)
        {
            case "an hour ago": token.Claims["auth_time"] = EpochTime.GetIntDate(token.IssuedAt!.Value.AddHours(-1)); break;
            case "not said": token.Claims.Remove("auth_time"); break;
            case "no number": token.Claims["auth_time"] = "99999999999999999999"; break;
            default: throw new ArgumentOutOfRangeException(nameof(when), when, "no such time");
        }
    }

    private static string Of(StudyId study) => $"/reading/studies/{study}/signature";

    private static string Signature(Uri at) => Regex.Match(at.Query, "signature=([A-Za-z]+)").Groups[1].Value;

    private async Task<string> ConfirmAsync(StudyId study)
    {
        var (at, _) = await _hospital.GoAsync(_client, $"{Of(study)}/provider");
        Assert.Equal("/read", at.AbsolutePath);
        return Signature(at);
    }

    private async Task<string> SignAsync(StudyId study)
    {
        var token = FormToken().Match(await _client.GetStringAsync("/sign-in", Stop)).Groups[1].Value;
        using var answer = await _client.PostAsync($"{Of(study)}/confirmed", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Stop);
        return Signature(new Uri(_hospital.Portal.Address, answer.Headers.Location!));
    }

    /// <summary>Follows redirects until the next one leads there; the one before it and that one.</summary>
    private async Task<(Uri Before, Uri Next)> StopBeforeAsync(string from, string part)
    {
        var at = new Uri(_hospital.Portal.Address, from);
        while (true)
        {
            using var answer = await _client.GetAsync(at, Stop);
            var next = new Uri(at, answer.Headers.Location ?? throw new InvalidOperationException($"{at} leads nowhere."));
            if (next.AbsolutePath.EndsWith(part, StringComparison.Ordinal)) return (at, next);
            at = next;
        }
    }

    private async Task<Uri> FollowAsync(HttpClient client, Uri from) => (await _hospital.GoAsync(client, from.PathAndQuery)).At;

    private CookieContainer Copy(CookieContainer? from = null)
    {
        var copy = new CookieContainer();
        copy.Add((from ?? _cookies).GetCookies(_hospital.Portal.Address));
        return copy;
    }

    private async Task<StudyId> RatedAsync(string name)
    {
        var study = await _world.OpenStudyAsync(_world.Design(name), "reader1");
        var session = (await _hospital.Get<ReadSession>().ExecuteAsync(study, Reader, Stop))!;
        foreach (var place in session.Places) await _hospital.Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, Reader, 2), Stop);
        return study;
    }

    private async Task<DateTime?> SignedUtcAsync(StudyId study) => (await _hospital.Get<OpenReading>().ExecuteAsync(Reader, Stop)).Single(r => r.StudyId == study).SignedUtc;

    private async Task<IReadOnlyList<SessionId>> SessionsAsync() => [.. (await _hospital.Get<ListSessions>().ExecuteAsync(Reader, Stop)).Select(s => s.Id)];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
