using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using StudyPortal.Testing.Requests;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>What every kind of answer says to the browser besides its content.</summary>
public sealed partial class SecurityHeaderTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>Every row and whoever is answered there, once.</summary>
    public static TheoryData<string> Rows => [.. AuthorisationMatrix.Rows.Where(row => row.Method != "HUB").Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_answer_is_guarded_and_none_is_kept_by_a_cache_that_others_share(string name)
    {
        var answer = await AskAsync(AuthorisationMatrix.Rows.Single(row => row.Name == name));

        AssertGuarded(answer);
        Assert.Matches("no-store|no-cache|private", answer.Header("Cache-Control"));
        Assert.DoesNotContain("public", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing-here", "text/html")]
    [InlineData("/nothing-here", "application/json")]
    [InlineData("/api/v1/nothing-here", "application/json")]
    [InlineData("/hubs/progress/negotiate", "*/*")]
    [InlineData("/shell/base.css", "text/css")]
    [InlineData("/viewer/viewer.js", "*/*")]
    [InlineData("/health", "*/*")]
    public async Task What_anybody_may_ask_for_is_guarded_as_well(string path, string accept)
    {
        var answer = await SendAsync(new RawRequest("GET", path, "", [("Accept", accept)], []));

        AssertGuarded(answer);
    }

    [Fact]
    public async Task A_style_sheet_may_be_kept()
    {
        var answer = await SendAsync(new RawRequest("GET", "/shell/base.css", "", [], []));

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_styles_that_are_written_into_a_page_carry_its_nonce_and_no_two_pages_share_one()
    {
        var pages = new List<RawAnswer>();
        foreach (var path in (string[])["/sign-in", "/sign-in", "/nothing-here"]) pages.Add(await SendAsync(await world.Person("admin").WriteAsync("GET", path, "", null)));
        var nonces = pages.ConvertAll(page => Nonce().Match(page.Header("Content-Security-Policy")!).Groups[1].Value);

        Assert.Equal(pages.Count, nonces.Distinct().Count());
        foreach (var (page, nonce) in pages.Zip(nonces))
            Assert.All(InlineElement().Matches(page.Text), element => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(element.Value), StringComparison.Ordinal));
        Assert.Contains("<style", pages[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_larger_than_any_form_is_refused()
    {
        var keys = await world.Person("reader1").WriteAsync("POST", "/reading/keys", "", JsonContent.Create(new { keys = new string('k', 2 * 1024 * 1024) }));

        Assert.Equal(413, (await SendAsync(keys)).Status);
    }

    private static void AssertGuarded(RawAnswer answer)
    {
        var policy = Assert.IsType<string>(answer.Header("Content-Security-Policy")).Split("; ").ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(
            ("'self'", "'none'", "'none'", "'self'", "'self'"),
            (policy["default-src"], policy["object-src"], policy["frame-ancestors"], policy["form-action"], policy["base-uri"]));
        Assert.All((string[])["script-src", "style-src", "style-src-elem"], part => Assert.DoesNotContain("unsafe-inline", policy[part], StringComparison.Ordinal));
        Assert.DoesNotContain("'unsafe-eval'", policy["script-src"], StringComparison.Ordinal);
        Assert.Equal(
            ("nosniff", "DENY", "same-origin", "same-origin", "same-origin"),
            (answer.Header("X-Content-Type-Options"), answer.Header("X-Frame-Options"), answer.Header("Referrer-Policy"), answer.Header("Cross-Origin-Opener-Policy"), answer.Header("Cross-Origin-Resource-Policy")));
        Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
    }

    private async Task<RawAnswer> AskAsync(MatrixRow row)
    {
        var person = AuthorisationMatrix.People.Zip(row.Answers).Last(pair => pair.Second[0] == '2' || !row.Answers.Any(answer => answer[0] == '2')).First;
        using var body = world.BodyOf(row);
        return await SendAsync(await world.Person(person).WriteAsync(row.Method, MatrixWorld.PathOf(row.Pattern, world.ValuesOf(row)), row.Query.TrimStart('?'), body));
    }

    private Task<RawAnswer> SendAsync(RawRequest request) =>
        new RawConnection(world.Portal.Address, TimeSpan.FromSeconds(30)).SendAsync(request, IPAddress.Parse("127.9.9.9"), Stop);

    [GeneratedRegex("style-src-elem 'self' 'nonce-([^']+)'")]
    private static partial Regex Nonce();

    /// <summary>A style, or a script without a source of its own.</summary>
    [GeneratedRegex("<style[^>]*>|<script(?![^>]* src=)[^>]*>")]
    private static partial Regex InlineElement();
}
