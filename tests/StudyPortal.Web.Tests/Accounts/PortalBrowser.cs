using System.Net;
using System.Text.RegularExpressions;

namespace StudyPortal.Web.Tests.Accounts;

public sealed partial class PortalBrowser : IDisposable
{
    private readonly HttpClient _client;

    public PortalBrowser(Uri address) =>
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client => _client;

    public bool IsSignedIn => Cookies.GetCookies(_client.BaseAddress!).Any(cookie => cookie.Name == "studyportal");

    public void Dispose() => _client.Dispose();

    /// <summary>Opens the page that holds the form, then sends the form with its hidden antiforgery field.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, IReadOnlyDictionary<string, string> fields)
    {
        var html = await _client.GetStringAsync(page);
        var hidden = HiddenField().Matches(html).ToLookup(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        var form = new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = hidden["__RequestVerificationToken"].First() };
        if (hidden["_handler"].FirstOrDefault() is { } handler) form["_handler"] = handler;
        return await _client.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public Task<HttpResponseMessage> EnterAsync(Guid account) =>
        SubmitAsync("/sign-in", "/sign-in/enter-as", new Dictionary<string, string> { ["account"] = account.ToString() });

    public Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        SubmitAsync("/sign-in", "/sign-in/password", new Dictionary<string, string> { ["email"] = email, ["password"] = password });

    public Task<HttpResponseMessage> AcceptAsync(string token, string name, string password) =>
        SubmitAsync($"/invitation/{token}", $"/invitation/{token}", new Dictionary<string, string> { ["Entry.DisplayName"] = name, ["Entry.Password"] = password });

    /// <summary>Sends one of several forms of a page, by the name of its handler.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string handler, params (string Name, string Value)[] fields)
    {
        var hidden = HiddenField().Matches(await _client.GetStringAsync(page)).First(m => m.Groups[1].Value == "__RequestVerificationToken");
        var form = fields.ToDictionary(f => f.Name, f => f.Value);
        (form["_handler"], form["__RequestVerificationToken"]) = (handler, WebUtility.HtmlDecode(hidden.Groups[2].Value));
        return await _client.PostAsync(page, new FormUrlEncodedContent(form));
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
