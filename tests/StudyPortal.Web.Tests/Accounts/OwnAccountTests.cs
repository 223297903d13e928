using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Tokens;

namespace StudyPortal.Web.Tests.Accounts;

/// <summary>Second factor, sessions and passwords as a person meets them over HTTP.</summary>
public sealed partial class OwnAccountTests : IAsyncLifetime
{
    private const string Email = "ada@example.org";
    private const string Password = "seven quiet lungs";
    private const string Another = "grey kettle under snow";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly AccountsPortal _portal = AccountsPortal.Start("Production");
    private readonly PortalBrowser _browser;
    private Guid _account;

    public OwnAccountTests() => _browser = _portal.OpenBrowser();

    public async ValueTask InitializeAsync()
    {
        var invited = (InviteOutcome.Created)await _portal.Get<InviteAccount>().ExecuteAsync(Email, Roles.Admin, "test", Stop);
        using var answer = await _browser.AcceptAsync(invited.Token, "Ada", Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        _account = (await _portal.Get<ListAccounts>().ExecuteAsync(Stop)).Single(a => a.Email == Email).Id;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task An_authenticator_set_up_on_the_page_is_asked_for_at_the_sign_in_and_each_code_once()
    {
        var (app, taken, codes) = await SetUpAsync();
        Assert.Equal(10, codes.Count);
        Assert.DoesNotContain(codes[0], await _browser.Client.GetStringAsync("/account", Stop), StringComparison.Ordinal);

        using var other = _portal.OpenBrowser();
        await PasswordThenSecondStepAsync(other);
        using (var used = await CodeAsync(other, taken)) Assert.StartsWith("/sign-in/second?failed=true", Location(used), StringComparison.Ordinal);
        Assert.False(other.IsSignedIn);
        using (var next = await CodeAsync(other, app.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)))) Assert.Equal("/", Location(next));
        Assert.True(other.IsSignedIn);
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_any_more_is_said_to_be_lost_and_a_recovery_code_still_opens()
    {
        var (_, _, codes) = await SetUpAsync();
        await using (var db = await _portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop))
            await db.UserTokens.Where(token => token.Name == "AuthenticatorKey").ExecuteUpdateAsync(token => token.SetProperty(t => t.Value, "protected:CfDJ8AAAA"), Stop);
        using var other = _portal.OpenBrowser();
        await PasswordThenSecondStepAsync(other);

        var page = await other.Client.GetStringAsync("/sign-in/second", Stop);
        Assert.Contains("cannot read the key of your authenticator app", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/sign-in/code", page, StringComparison.Ordinal);
        Assert.Contains("cannot read the key of this app", await _browser.Client.GetStringAsync("/account", Stop), StringComparison.Ordinal);
        using var answer = await other.SubmitAsync("/sign-in/second", "/sign-in/recovery-code", new Dictionary<string, string> { ["code"] = codes[0] });
        Assert.True(other.IsSignedIn);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var (_, _, codes) = await SetUpAsync();
        foreach (var isOpen in new[] { true, false })
        {
            using var other = _portal.OpenBrowser();
            await PasswordThenSecondStepAsync(other);
            using var answer = await other.SubmitAsync("/sign-in/second", "/sign-in/recovery-code", new Dictionary<string, string> { ["code"] = codes[3] });
            Assert.Equal(isOpen, other.IsSignedIn);
        }
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_from_whatever_address()
    {
        var (app, _, _) = await SetUpAsync();
        using var other = _portal.OpenBrowser();
        await PasswordThenSecondStepAsync(other);
        for (var i = 0; i < 5; i++) using (await CodeAsync(other, "000000")) { }

        using var right = await CodeAsync(other, app.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)));

        Assert.False(other.IsSignedIn);
        var refused = (await _portal.Get<ListAuditEvents>().ExecuteAsync("account.sign-in-refused", 0, 20, Stop)).Events;
        Assert.Equal(6, refused.Count(e => e.Details.StartsWith("code", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Attempts_on_one_account_are_slowed_down_from_however_many_addresses()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var guesser = _portal.OpenBrowser();
            guesser.Client.DefaultRequestHeaders.Add(AccountsPortal.RemoteAddressHeader, $"192.0.2.{i + 1}");
            using var answer = await guesser.SignInAsync("nobody@example.org", "wrong password");
            statuses.Add(answer.StatusCode);
        }

        Assert.All(statuses.Take(10), status => Assert.Equal(HttpStatusCode.Redirect, status));
        Assert.All(statuses.Skip(10), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
    }

    [Fact]
    public async Task Guessing_at_password_links_is_slowed_down_by_address()
    {
        using var guesser = _portal.OpenBrowser();
        guesser.Client.DefaultRequestHeaders.Add(AccountsPortal.RemoteAddressHeader, "192.0.2.9");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var answer = await guesser.Client.GetAsync($"/password/guess{i}", Stop);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (statuses[0], statuses[^1]));
    }

    [Fact]
    public async Task An_account_whose_role_needs_a_second_factor_reaches_nothing_but_its_set_up()
    {
        var token = ((CreateTokenOutcome.Created)await _portal.Get<CreateToken>().ExecuteAsync(_account, "program", [ApiScopes.Read], 1, Stop)).Secret;
        await _portal.Get<SetSecondFactorRule>().ExecuteAsync(Roles.Admin, true, "test", Stop);

        _browser.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var page in new[] { "/", "/admin/users", "/datasets", "/account/tokens" })
        {
            using var led = await _browser.Client.GetAsync(page, Stop);
            Assert.Equal((HttpStatusCode.Redirect, "/account"), (led.StatusCode, Location(led)));
        }

        Assert.Contains("Your role needs a second factor", await _browser.Client.GetStringAsync("/account", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/hubs/progress/negotiate?negotiateVersion=1"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/_blazor/negotiate?negotiateVersion=1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ApiAsync(token));

        await SetUpAsync();
        using var page2 = await _browser.Client.GetAsync("/admin/users", Stop);
        Assert.Equal(HttpStatusCode.OK, page2.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await ApiAsync(token));
    }

    [Fact]
    public async Task The_other_sessions_are_listed_and_end_at_once_this_one_stays()
    {
        using var other = _portal.OpenBrowser();
        other.Client.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
        using (await other.SignInAsync(Email, Password)) { }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
        Assert.Contains("Firefox, Linux", await _browser.Client.GetStringAsync("/account", Stop), StringComparison.Ordinal);

        using var ended = await _browser.SubmitAsync("/account", "sessions-end");

        Assert.Equal("/account?news=sessions-ended", Location(ended));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_browser));
    }

    [Fact]
    public async Task A_live_connection_is_closed_within_seconds_after_its_session_has_ended()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(_browser.Client.BaseAddress!, "/hubs/progress"), options => options.Cookies.Add(_browser.Cookies.GetAllCookies()))
            .Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(Stop);

        await _portal.Get<EndSessions>().AllAsync(_account, "test", Stop);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_after_the_sign_out()
    {
        using var thief = _portal.OpenBrowser();
        thief.Cookies.Add(_browser.Cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief));

        using (await _browser.SubmitAsync("/account", "/sign-out", new Dictionary<string, string>())) { }

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief));
    }

    [Fact]
    public async Task Changing_the_password_on_the_page_ends_the_other_sessions()
    {
        using var other = _portal.OpenBrowser();
        using (await other.SignInAsync(Email, Password)) { }

        using (var wrong = await _browser.SubmitAsync("/account", "password", ("Old", "not the password"), ("Wanted", Another)))
            Assert.Contains("That is not your password.", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using (var right = await _browser.SubmitAsync("/account", "password", ("Old", Password), ("Wanted", Another)))
            Assert.Equal("/account?news=password", Location(right));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_browser));
    }

    [Fact]
    public async Task A_password_link_sets_a_new_password_once_and_signs_nobody_in()
    {
        var token = (await _portal.Get<MakePasswordLink>().ExecuteAsync(_account, "test", Stop))!.Value.Token;
        using var other = _portal.OpenBrowser();

        using (var set = await other.SubmitAsync($"/password/{token}", "password-link", ("Password", Another))) Assert.Equal("/sign-in?news=password", Location(set));

        Assert.False(other.IsSignedIn);
        Assert.Contains("good no longer", await other.Client.GetStringAsync($"/password/{token}", Stop), StringComparison.Ordinal);
        using (await other.SignInAsync(Email, Another)) Assert.True(other.IsSignedIn);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(_browser));
    }

    private async Task<(Totp App, string Used, IReadOnlyList<string> Codes)> SetUpAsync()
    {
        using var begun = await _browser.SubmitAsync("/account", "authenticator-begin", ("BeginPassword", Password));
        var page = await begun.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(Key().Match(page).Groups[1].Value));
        var code = app.ComputeTotp();
        using var confirmed = await _browser.SubmitAsync("/account", "authenticator-confirm", ("Code", code));
        return (app, code, [.. RecoveryCode().Matches(await confirmed.Content.ReadAsStringAsync(Stop)).Select(m => m.Groups[1].Value)]);
    }

    private static async Task PasswordThenSecondStepAsync(PortalBrowser browser)
    {
        using var answer = await browser.SignInAsync(Email, Password);
        Assert.StartsWith("/sign-in/second", Location(answer), StringComparison.Ordinal);
        Assert.False(browser.IsSignedIn);
    }

    private static Task<HttpResponseMessage> CodeAsync(PortalBrowser browser, string code) =>
        browser.SubmitAsync("/sign-in/second", "/sign-in/code", new Dictionary<string, string> { ["code"] = code });

    private static async Task<HttpStatusCode> StatusAsync(PortalBrowser browser)
    {
        using var answer = await browser.Client.GetAsync("/admin/users", Stop);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string address)
    {
        using var answer = await _browser.Client.PostAsync(address, null, Stop);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> ApiAsync(string token)
    {
        using var program = _portal.OpenBrowser();
        program.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await program.Client.GetAsync("/api/v1/token", Stop);
        return answer.StatusCode;
    }

    private static string Location(HttpResponseMessage answer) => answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : "";

    [GeneratedRegex("""<code class="copyable"[^>]*>([A-Z2-7]+)</code>""")]
    private static partial Regex Key();

    [GeneratedRegex("<li[^>]*><code[^>]*>([a-z0-9-]{29})</code>")]
    private static partial Regex RecoveryCode();
}
