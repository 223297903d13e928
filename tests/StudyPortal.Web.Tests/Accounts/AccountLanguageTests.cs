using System.Net;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Tests.Accounts;

/// <summary>A reader's own account in the language of his browser, and an administrator's in English, as all his pages are.</summary>
public sealed class AccountLanguageTests : IAsyncDisposable
{
    private const string Password = "seven quiet lungs";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly AccountsPortal _portal = AccountsPortal.Start("Production");

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(Roles.Reader, "de-AT", "Wo Sie angemeldet sind", "Ihr Passwort ist geändert", "Where you")]
    [InlineData(Roles.Reader, "en", "Where you are signed in", "Your password is changed", "Wo Sie")]
    [InlineData(Roles.Admin, "de", "Where you are signed in", "Your password is changed", "Wo Sie")]
    public async Task The_pages_are_in_the_language_of_the_reader(string role, string language, string sessions, string changed, string absent)
    {
        using var browser = await EnterAsync(role, language);

        foreach (var (path, there) in new[] { ("/account", sessions), ("/account?news=password", changed) })
        {
            var page = WebUtility.HtmlDecode(await browser.Client.GetStringAsync(path, Stop));
            Assert.Contains(there, page, StringComparison.Ordinal);
            Assert.DoesNotContain(absent, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("not the password", "grey kettle under snow", "Das ist nicht Ihr Passwort.")]
    [InlineData(Password, "kurz", "Ein Passwort braucht mindestens 12 Zeichen; dieses hat 4. Mehrere Wörter sind gut.")]
    [InlineData(Password, "password1234", "Dieses Passwort gehört zu den verbreiteten oder besteht aus ihnen")]
    public async Task So_is_why_a_password_is_refused(string old, string wanted, string said)
    {
        using var browser = await EnterAsync(Roles.Reader, "de");

        using var answer = await browser.SubmitAsync("/account", "password", ("Old", old), ("Wanted", wanted));

        Assert.Contains(said, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_what_a_wrong_code_is_answered()
    {
        using var browser = await EnterAsync(Roles.Reader, "de");
        using (var begun = await browser.SubmitAsync("/account", "authenticator-begin", ("BeginPassword", Password))) Assert.Contains("Oder geben Sie den Schlüssel ein", await TextAsync(begun), StringComparison.Ordinal);

        using var wrong = await browser.SubmitAsync("/account", "authenticator-confirm", ("Code", "000000"));

        Assert.Contains("Das ist nicht der Code, den die App jetzt zeigt", await TextAsync(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_invited_reads_page_and_refusal_in_one_language()
    {
        var invited = (InviteOutcome.Created)await _portal.Get<InviteAccount>().ExecuteAsync("ada@example.org", Roles.Reader, "test", Stop);
        using var browser = _portal.OpenBrowser();
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");

        using var refused = await browser.AcceptAsync(invited.Token, "Ada", "kurz");

        var page = await TextAsync(refused);
        Assert.Contains("Sie sind als Befunder eingeladen.", page, StringComparison.Ordinal);
        Assert.Contains("Ein Passwort braucht mindestens 12 Zeichen; dieses hat 4.", page, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));

    private async Task<PortalBrowser> EnterAsync(string role, string language)
    {
        var invited = (InviteOutcome.Created)await _portal.Get<InviteAccount>().ExecuteAsync("ada@example.org", role, "test", Stop);
        var browser = _portal.OpenBrowser();
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await browser.AcceptAsync(invited.Token, "Ada", Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }
}
