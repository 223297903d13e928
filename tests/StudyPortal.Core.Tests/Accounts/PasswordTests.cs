using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class PasswordTests : IAsyncLifetime
{
    private const string Another = "grey kettle under snow";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private Guid _account;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync();
        _account = await People.AddAsync(_portal, Roles.Reader);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("elevensigns", "at least 12")]
    [InlineData("password1234", "common")]
    [InlineData("passwordpassword", "common")]
    [InlineData("qwertyuiop123456", "common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "common")]
    [InlineData("iloveyou12345678", "common")]
    [InlineData("grey Keller under snow", "name")]
    [InlineData("a grey StudyPortal snow", "name")]
    public async Task A_short_common_or_telling_password_is_refused_and_says_why(string password, string reason)
    {
        var refusal = await ChangeAsync(People.Password, password);

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Equal(PasswordAnswer.Right, await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, People.Password));
    }

    [Theory]
    [InlineData("nine blue herons walk")]
    [InlineData("fünf große Öfen glühen")]
    [InlineData("灰色水壶在雪下面安静地等待着")]
    [InlineData("🦉🌊🧲🪁🫀🦴🪵🍋🧊🪐🛶🪿")]
    public async Task Any_letter_of_Unicode_may_stand_in_a_password(string password)
    {
        Assert.Null(await ChangeAsync(People.Password, password));

        Assert.Equal(PasswordAnswer.Right, await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, password));
    }

    [Fact]
    public async Task A_password_of_128_characters_is_taken_whole_and_one_of_129_refused()
    {
        var longest = string.Concat(Enumerable.Range(0, 43).Select(i => $"{(char)('a' + (i * 7 % 26))}{i:00}"))[..128];

        Assert.Contains("at most 128", await ChangeAsync(People.Password, longest + "x"), StringComparison.Ordinal);
        Assert.Null(await ChangeAsync(People.Password, longest));
        Assert.Equal(PasswordAnswer.Wrong, await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, longest[..127]));
    }

    [Fact]
    public async Task Changing_the_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        var (here, there) = (await OpenAsync(), await OpenAsync());
        var kept = (await _portal.Get<CheckSession>().ExecuteAsync(here, true, Stop))!.Id;
        Assert.NotNull(await _portal.Get<ChangePassword>().ExecuteAsync(_account, kept, "not the password", Another, Stop));
        Assert.NotNull(await _portal.Get<CheckSession>().ExecuteAsync(there, true, Stop));

        Assert.Null(await _portal.Get<ChangePassword>().ExecuteAsync(_account, kept, People.Password, Another, Stop));

        Assert.NotNull(await _portal.Get<CheckSession>().ExecuteAsync(here, true, Stop));
        Assert.Null(await _portal.Get<CheckSession>().ExecuteAsync(there, true, Stop));
    }

    [Fact]
    public async Task A_password_link_sets_a_password_once_within_a_day_ends_all_sessions_and_unlocks()
    {
        var session = await OpenAsync();
        for (var i = 0; i < 5; i++) await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, "not the password");
        var token = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "admin", Stop))!.Value.Token;
        Assert.Equal(People.Email, await _portal.Get<ReadPasswordLink>().ExecuteAsync(token, Stop));

        Assert.NotNull(await _portal.Get<UsePasswordLink>().ExecuteAsync(token, "short", Stop));
        Assert.Null(await _portal.Get<UsePasswordLink>().ExecuteAsync(token, Another, Stop));

        Assert.Null(await _portal.Get<ReadPasswordLink>().ExecuteAsync(token, Stop));
        Assert.NotNull(await _portal.Get<UsePasswordLink>().ExecuteAsync(token, "nine blue herons walk", Stop));
        Assert.Equal(PasswordAnswer.Right, await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, Another));
        Assert.Null(await _portal.Get<CheckSession>().ExecuteAsync(session, true, Stop));
    }

    [Fact]
    public async Task A_password_link_is_replaced_by_the_next_and_expires_after_a_day()
    {
        var first = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "admin", Stop))!.Value.Token;
        var second = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "admin", Stop))!.Value.Token;
        Assert.Null(await _portal.Get<ReadPasswordLink>().ExecuteAsync(first, Stop));

        _portal.Clock.Advance(TimeSpan.FromHours(24));

        Assert.NotNull(await _portal.Get<UsePasswordLink>().ExecuteAsync(second, Another, Stop));
        Assert.Equal(PasswordAnswer.Right, await _portal.Get<ConfirmPassword>().ExecuteAsync(_account, People.Password));
    }

    [Fact]
    public async Task A_link_does_not_open_a_disabled_account_and_the_second_factor_stays()
    {
        await People.AddAuthenticatorAsync(_portal, _account);
        await _portal.Get<DisableAccount>().ExecuteAsync(_account, disabled: true, "admin", Stop);
        var token = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "admin", Stop))!.Value.Token;

        Assert.Null(await _portal.Get<UsePasswordLink>().ExecuteAsync(token, Another, Stop));

        Assert.True((await _portal.Get<ListAccounts>().ExecuteAsync(Stop)).Single() is { IsDisabled: true, HasSecondFactor: true });
    }

    [Fact]
    public async Task Neither_link_nor_password_stands_in_the_store_or_in_the_audit_log()
    {
        var token = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "admin", Stop))!.Value.Token;
        await _portal.Get<UsePasswordLink>().ExecuteAsync(token, Another, Stop);
        await _portal.Get<ChangePassword>().ExecuteAsync(_account, SessionId.New(), Another, People.Password, Stop);

        await using var db = _portal.OpenDb();
        Assert.NotEqual(token, (await db.Set<PasswordLink>().SingleAsync(Stop)).TokenHash);
        var events = (await _portal.Get<ListAuditEvents>().ExecuteAsync("account.password", 0, 10, Stop)).Events;
        Assert.Equal(["account.password-changed", "account.password-reset", "account.password-link"], events.Select(e => e.Action));
        Assert.All(events, e => Assert.Equal("", e.Details));
    }

    private Task<string> OpenAsync() => _portal.Get<OpenSession>().ExecuteAsync(_account, "", "", "pwd", Stop);

    private Task<string?> ChangeAsync(string old, string wanted) => _portal.Get<ChangePassword>().ExecuteAsync(_account, SessionId.New(), old, wanted, Stop);
}
