using System.Net;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Tests.Accounts;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Email = "ada@example.org";
    private const string Password = "seven quiet lungs";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly AccountsPortal _portal = AccountsPortal.Start("Production");

    public async ValueTask InitializeAsync()
    {
        using var browser = _portal.OpenBrowser();
        using var answer = await browser.AcceptAsync(await InviteAsync(Email), "Ada", Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_password_opens_the_page_that_was_asked_for()
    {
        using var browser = _portal.OpenBrowser();
        using var asked = await browser.Client.GetAsync("/admin/users", Stop);
        Assert.Equal("/sign-in?returnUrl=%2Fadmin%2Fusers", asked.Headers.Location!.PathAndQuery);

        using var answer = await browser.SignInAsync(Email, Password);

        Assert.True(browser.IsSignedIn);
        using var page = await browser.Client.GetAsync("/admin/users", Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_a_wrong_password_and_a_locked_account_look_the_same()
    {
        using var browser = _portal.OpenBrowser();
        var answers = new HashSet<string>();
        for (var i = 0; i < 5; i++) answers.Add(await RefusalAsync(browser, Email, "wrong password"));
        answers.Add(await RefusalAsync(browser, Email, Password));
        answers.Add(await RefusalAsync(browser, "nobody@example.org", Password));

        Assert.Equal("/sign-in?failed=true&returnUrl=%2F", Assert.Single(answers));
        Assert.False(browser.IsSignedIn);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_by_address()
    {
        using var browser = _portal.OpenBrowser();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var answer = await browser.SignInAsync($"guess{i}@example.org", "wrong password");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        browser.Client.DefaultRequestHeaders.Add(AccountsPortal.RemoteAddressHeader, "192.0.2.7");
        using var elsewhere = await browser.SignInAsync(Email, Password);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_redirect_never_leaves_the_portal()
    {
        using var browser = _portal.OpenBrowser();
        using var answer = await browser.SubmitAsync("/sign-in", "/sign-in/password", new Dictionary<string, string>
        {
            ["email"] = Email, ["password"] = Password, ["returnUrl"] = "https://evil.example/",
        });

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_clears_the_cache_and_ends_the_session()
    {
        using var browser = _portal.OpenBrowser();
        using var signedIn = await browser.SignInAsync(Email, Password);
        using var answer = await browser.SubmitAsync("/sign-in", "/sign-out", new Dictionary<string, string>());

        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
        Assert.False(browser.IsSignedIn);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    public async Task A_post_without_the_antiforgery_token_is_refused(string type)
    {
        using var browser = _portal.OpenBrowser();
        using var signedIn = await browser.SignInAsync(Email, Password);
        using var content = new ByteArrayContent("a=b"u8.ToArray()) { Headers = { ContentType = new(type) } };

        using var answer = await browser.Client.PostAsync("/sign-out", content, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(browser.IsSignedIn);
    }

    [Fact]
    public async Task A_used_invitation_page_says_so_and_offers_no_form()
    {
        var token = await InviteAsync("eve@example.org");
        using var first = _portal.OpenBrowser();
        using var accepted = await first.AcceptAsync(token, "Eve", Password);
        Assert.True(first.IsSignedIn);

        using var second = _portal.OpenBrowser();
        var page = await second.Client.GetStringAsync($"/invitation/{token}", Stop);

        Assert.Contains("This invitation has been used", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_keeps_the_form_and_says_why()
    {
        using var browser = _portal.OpenBrowser();
        using var answer = await browser.AcceptAsync(await InviteAsync("eve@example.org"), "Eve", "short");

        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("at least 12 characters", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Eve\"", page, StringComparison.Ordinal);
        Assert.False(browser.IsSignedIn);
    }

    private async Task<string> InviteAsync(string email) =>
        ((InviteOutcome.Created)await _portal.Get<InviteAccount>().ExecuteAsync(email, Roles.Admin, "test", Stop)).Token;

    private static async Task<string> RefusalAsync(PortalBrowser browser, string email, string password)
    {
        using var answer = await browser.SignInAsync(email, password);
        return answer.Headers.Location!.ToString();
    }
}
