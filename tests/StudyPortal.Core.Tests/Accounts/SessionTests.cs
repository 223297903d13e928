using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class SessionTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private Guid _ada;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync(services => services.Configure<SessionSettings>(settings =>
            (settings.Idle, settings.Longest) = (TimeSpan.FromHours(1), TimeSpan.FromHours(3))));
        _ada = await People.AddAsync(_portal, Roles.Admin);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_session_is_known_by_its_secret_of_which_only_the_hash_is_stored()
    {
        var secret = await OpenAsync();

        Assert.Equal((_ada, false), await CheckAsync(secret) is { } session ? (session.AccountId, session.LacksSecondFactor) : default);
        Assert.Null(await CheckAsync(secret + "x"));
        await using var db = _portal.OpenDb();
        Assert.NotEqual(secret, (await db.Set<AccountSession>().SingleAsync(Stop)).SecretHash);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_use_and_goes_on_with_it()
    {
        var (used, unused) = (await OpenAsync(), await OpenAsync());
        _portal.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await CheckAsync(used));
        Assert.NotNull(await CheckAsync(unused, isUse: false));

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(await CheckAsync(used));
        Assert.Null(await CheckAsync(unused));
    }

    [Fact]
    public async Task However_busy_a_session_ends_three_hours_after_its_sign_in()
    {
        var secret = await OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            Assert.NotNull(await CheckAsync(secret));
            _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Null(await CheckAsync(secret));
        Assert.Empty(await _portal.Get<ListSessions>().ExecuteAsync(_ada, Stop));
    }

    [Fact]
    public async Task Ending_the_others_keeps_this_one_and_leaves_other_accounts_alone()
    {
        var eve = await People.AddAsync(_portal, Roles.Reader, "eve@example.org");
        var (here, there, eves) = (await OpenAsync(), await OpenAsync(), await OpenAsync(eve));
        var kept = (await CheckAsync(here))!.Id;

        Assert.Equal(1, await _portal.Get<EndSessions>().OthersAsync(_ada, kept, "ada", Stop));

        Assert.NotNull(await CheckAsync(here));
        Assert.Null(await CheckAsync(there));
        Assert.NotNull(await CheckAsync(eves));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_another_account()
    {
        var eve = await People.AddAsync(_portal, Roles.Reader, "eve@example.org");
        var secret = await OpenAsync();
        var session = (await CheckAsync(secret))!.Id;

        Assert.Equal(0, await _portal.Get<EndSessions>().OneAsync(eve, session, "eve", Stop));

        Assert.NotNull(await CheckAsync(secret));
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_sessions()
    {
        var secret = await OpenAsync();

        Assert.True(await _portal.Get<DisableAccount>().ExecuteAsync(_ada, disabled: true, "another", Stop));
        Assert.True(await _portal.Get<DisableAccount>().ExecuteAsync(_ada, disabled: false, "another", Stop));

        Assert.Null(await CheckAsync(secret));
    }

    [Fact]
    public async Task A_role_that_needs_a_second_factor_closes_the_session_of_an_account_without_one_and_its_tokens_refuse()
    {
        var secret = await OpenAsync();
        Assert.True(await _portal.Get<SetSecondFactorRule>().ExecuteAsync(Roles.Admin, true, "ada", Stop));
        Assert.False(await _portal.Get<SetSecondFactorRule>().ExecuteAsync(Roles.Admin, true, "ada", Stop));

        Assert.True((await CheckAsync(secret))!.LacksSecondFactor);
        await People.AddAuthenticatorAsync(_portal, _ada);
        Assert.Null(await CheckAsync(secret));
        Assert.False((await CheckAsync(await OpenAsync()))!.LacksSecondFactor);
    }

    [Fact]
    public async Task Beginning_and_ending_stand_in_the_audit_log_without_addresses()
    {
        await OpenAsync();
        await _portal.Get<EndSessions>().AllAsync(_ada, "admin", Stop);

        var events = (await _portal.Get<ListAuditEvents>().ExecuteAsync(People.Email, 0, 10, Stop)).Events;
        Assert.Equal(["account.sessions-ended", "account.signed-in"], events.Take(2).Select(e => e.Action));
        Assert.DoesNotContain(events, e => e.Details.Contains("192.0.2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void An_address_is_kept_as_its_network(string address, string network) => Assert.Equal(network, SessionOrigin.NetworkOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari, macOS")]
    [InlineData("curl/8", "")]
    public void A_browser_is_kept_as_its_family(string userAgent, string family) => Assert.Equal(family, SessionOrigin.BrowserOf(userAgent));

    private Task<string> OpenAsync(Guid? account = null) =>
        _portal.Get<OpenSession>().ExecuteAsync(account ?? _ada, "192.0.2.0/24", "Firefox, Linux", "pwd", Stop);

    private Task<StandingSession?> CheckAsync(string secret, bool isUse = true) => _portal.Get<CheckSession>().ExecuteAsync(secret, isUse, Stop);
}
