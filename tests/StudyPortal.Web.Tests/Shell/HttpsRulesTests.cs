using System.Net;
using System.Text.RegularExpressions;
using StudyPortal.Testing;
using StudyPortal.Testing.Requests;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>What changes when the portal is opened by https, and whom it believes that it is.</summary>
public sealed partial class HttpsRulesTests
{
    private const string Host = "portal.example";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_known_proxy_browsers_are_told_to_come_by_https_for_a_year_and_keep_cookies_for_it_alone()
    {
        await using var portal = Production(("Proxy:Known", "127.0.0.1, 10.0.0.0/8"), ("PublicUrl", $"https://{Host}"));

        var answer = await AskAsync(portal, "/sign-in", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal("max-age=31536000; includeSubDomains", answer.Header("Strict-Transport-Security"));
        var cookie = Assert.IsType<string>(answer.Header("Set-Cookie"));
        Assert.StartsWith("__Host-studyportal-form=", cookie, StringComparison.Ordinal);
        Assert.All((string[])["secure", "httponly", "samesite=", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Past_the_proxy_a_page_still_answers_but_its_cookies_stay_for_https_alone()
    {
        await using var portal = Production(("PublicUrl", $"https://{Host}"));

        var answer = await AskAsync(portal, "/sign-in");

        Assert.Equal(200, answer.Status);
        Assert.Contains("secure", answer.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Language_and_theme_are_remembered_by_https_alone_too_and_as_other_cookies_they_are_not_read()
    {
        await using var portal = Production(("Proxy:Known", "127.0.0.1"), ("PublicUrl", $"https://{Host}"));
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 2, withMaps: false);
        var held = string.Join("; ", (await portal.CookiesAsync(world.Accounts["reader1"])).GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"));

        var chosen = Assert.IsType<string>((await AskAsync(portal, "/reading/language/de", ("X-Forwarded-Proto", "https"), ("Cookie", held))).Header("Set-Cookie"));

        Assert.StartsWith("__Host-.AspNetCore.Culture=", chosen, StringComparison.Ordinal);
        Assert.All((string[])["secure", "httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, chosen, StringComparison.OrdinalIgnoreCase));
        foreach (var (name, isRead) in new[] { ("__Host-.AspNetCore.Culture", true), (".AspNetCore.Culture", false) })
        {
            var page = WebUtility.HtmlDecode((await AskAsync(portal, "/password/spent", ("X-Forwarded-Proto", "https"), ("Cookie", $"{name}=c%3Dde%7Cuic%3Dde"))).Text);
            Assert.Equal(isRead, page.Contains("Dieser Link gilt nicht mehr", StringComparison.Ordinal));
        }

        foreach (var (name, isRead) in new[] { ("__Host-theme", true), ("theme", false) })
        {
            var page = (await AskAsync(portal, "/sign-in", ("X-Forwarded-Proto", "https"), ("Cookie", $"{name}=light"))).Text;
            Assert.Contains("data-theme-cookie=\"__Host-theme\"", page, StringComparison.Ordinal);
            Assert.Equal(isRead, page.Contains("data-theme=\"light\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task How_long_browsers_must_come_by_https_is_a_setting()
    {
        await using var portal = Production(("Proxy:Known", "127.0.0.0/8"), ("Hsts:Days", "30"));

        Assert.Equal("max-age=2592000; includeSubDomains", (await AskAsync(portal, "/sign-in", ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));
        Assert.Null((await AskAsync(portal, "/sign-in")).Header("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/8")]
    public async Task Nobody_else_is_believed_that_he_came_by_https(string known)
    {
        await using var portal = Production(("Proxy:Known", known));

        var answer = await AskAsync(portal, "/sign-in", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Null(answer.Header("Strict-Transport-Security"));
        Assert.DoesNotContain("secure", answer.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_proxy_that_is_no_address_keeps_the_portal_from_starting()
    {
        var refused = Assert.ThrowsAny<InvalidOperationException>(() => Production(("Proxy:Known", "proxy.example")));

        Assert.Contains("'proxy.example'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_the_portals_own_is_refused_where_the_setting_names_them()
    {
        await using var portal = Production(("AllowedHosts", Host));

        Assert.Equal(200, (await AskAsync(portal, "/health")).Status);
        Assert.Equal(400, (await AskAsync(portal, "/health", ("Host", "evil.example"))).Status);
    }

    [Fact]
    public async Task The_session_is_in_a_cookie_that_scripts_cannot_read_and_other_sites_cannot_send()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 2, withMaps: false);
        var cookies = new CookieContainer();
        using var client = portal.NewClient(cookies);
        var token = FormToken().Match(await client.GetStringAsync("/sign-in", Stop)).Groups[1].Value;
        var form = new FormUrlEncodedContent([new("account", world.Accounts["reader1"].ToString()), new("__RequestVerificationToken", token)]);

        using var entered = await client.PostAsync("/sign-in/enter-as", form, Stop);

        var cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("studyportal=", StringComparison.Ordinal));
        Assert.All((string[])["httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
    }

    private static LivePortal Production(params (string Key, string Value)[] settings) =>
        LivePortal.Start(environment: "Production", settings: settings.ToDictionary(setting => setting.Key, setting => setting.Value));

    private static Task<RawAnswer> AskAsync(LivePortal portal, string path, params (string, string)[] headers) =>
        SendAsync(portal, new RawRequest("GET", path, "", headers.Any(header => header.Item1 == "Host") ? headers : [("Host", Host), .. headers], []));

    private static Task<RawAnswer> SendAsync(LivePortal portal, RawRequest request) =>
        new RawConnection(portal.Address, TimeSpan.FromSeconds(30)).SendAsync(request, IPAddress.Loopback, Stop);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
