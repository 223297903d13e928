using System.Net;
using Microsoft.IdentityModel.Tokens;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Tests.Accounts.OpenId;

/// <summary>Sign-in with a hospital's provider, with a real one on loopback.</summary>
public sealed class OpenIdTests
{
    private const string Start = "/sign-in/provider";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly ProviderPerson Ada = new("subject-1", "Dr. Ada Lovelace", "ada@hospital.example");

    [Fact]
    public async Task An_invitation_links_the_account_and_from_then_on_the_person_signs_in_and_out_with_the_provider()
    {
        await using var hospital = await HospitalPortal.StartAsync();
        hospital.Provider.Person = Ada;
        var (client, cookies) = Browser(hospital);
        var invitation = await hospital.InviteAsync("ada@study.example", Roles.Reader);
        Assert.Contains("Accept with St. Elsewhere", await client.GetStringAsync($"/invitation/{invitation}", Stop), StringComparison.Ordinal);

        await hospital.GoAsync(client, $"{Start}?invitation={invitation}");

        Assert.Equal("ada@study.example", hospital.SignedIn(cookies)?.Identity?.Name);
        var (again, others) = Browser(hospital);
        var (at, _) = await hospital.GoAsync(again, $"{Start}?returnUrl=%2Fread");
        Assert.Equal("/read", at.AbsolutePath);
        Assert.True(hospital.SignedIn(others)!.IsInRole(Roles.Reader));
        Assert.Equal(["account.created", "account.provider-linked"], (await hospital.AuditAsync()).Select(e => e.Action).Where(action => action is "account.created" or "account.provider-linked"));

        await SignOutAsync(hospital, again);
        Assert.Null(hospital.SignedIn(others));
        Assert.NotEmpty(hospital.Provider.SignedOutWith!);
    }

    [Fact]
    public async Task Who_has_no_account_and_no_invitation_is_told_what_to_do_and_stays_outside()
    {
        await using var hospital = await HospitalPortal.StartAsync();
        hospital.Provider.Person = Ada;
        await hospital.AccountAsync(Ada.Email, Roles.Admin);
        var (client, cookies) = Browser(hospital);

        // The address has an account, but nobody said that an e-mail may lead into one.
        var (_, html) = await hospital.GoAsync(client, Start);

        Assert.Contains("you have no account here yet", HospitalPortal.Alert(html), StringComparison.Ordinal);
        Assert.Null(hospital.SignedIn(cookies));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Where_the_setting_allows_it_an_email_links_the_account_but_only_a_verified_one(bool verified, bool letIn)
    {
        await using var hospital = await HospitalPortal.StartAsync(("OpenId:LinkByVerifiedEmail", "true"));
        await hospital.AccountAsync(Ada.Email, Roles.Researcher);
        hospital.Provider.Person = Ada with { EmailVerified = verified };
        var (client, cookies) = Browser(hospital);

        await hospital.GoAsync(client, Start);

        Assert.Equal(letIn, hospital.SignedIn(cookies) is not null);
    }

    [Fact]
    public async Task An_account_that_is_linked_takes_no_second_person_of_the_same_address()
    {
        await using var hospital = await HospitalPortal.StartAsync(("OpenId:LinkByVerifiedEmail", "true"));
        await hospital.AccountAsync(Ada.Email, Roles.Researcher);
        hospital.Provider.Person = Ada;
        await hospital.GoAsync(Browser(hospital).Client, Start);
        hospital.Provider.Person = Ada with { Subject = "subject-2" };
        var (client, cookies) = Browser(hospital);

        await hospital.GoAsync(client, Start);

        Assert.Null(hospital.SignedIn(cookies));
    }

    [Fact]
    public async Task A_disabled_account_stays_shut_and_the_audit_log_says_who_tried()
    {
        await using var hospital = await HospitalPortal.StartAsync();
        hospital.Provider.Person = Ada;
        await hospital.GoAsync(Browser(hospital).Client, $"{Start}?invitation={await hospital.InviteAsync(Ada.Email, Roles.Reader)}");
        var account = (await hospital.Get<ListAccounts>().ExecuteAsync(Stop)).Single(a => a.Email == Ada.Email);
        await hospital.Get<DisableAccount>().ExecuteAsync(account.Id, true, "admin", Stop);
        var (client, cookies) = Browser(hospital);

        var (_, html) = await hospital.GoAsync(client, Start);

        Assert.StartsWith("This account may not sign in", HospitalPortal.Alert(html), StringComparison.Ordinal);
        Assert.Null(hospital.SignedIn(cookies));
        Assert.Equal(("account.provider-refused", "Disabled"), ((await hospital.AuditAsync())[^1].Action, (await hospital.AuditAsync())[^1].Details));
    }

    public static TheoryData<string> Lies => ["nonce", "issuer", "audience", "expired", "signature", "not yet valid", "no algorithm"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_token_that_does_not_hold_opens_nothing(string lie)
    {
        await using var hospital = await HospitalPortal.StartAsync();
        hospital.Provider.Person = Ada;
        await hospital.GoAsync(Browser(hospital).Client, $"{Start}?invitation={await hospital.InviteAsync(Ada.Email, Roles.Reader)}");
        hospital.Provider.Lie = token => Falsify(token, lie);
        var (client, cookies) = Browser(hospital);

        var (_, html) = await hospital.GoAsync(client, Start);

        Assert.Contains("could not be accepted", HospitalPortal.Alert(html), StringComparison.Ordinal);
        Assert.Null(hospital.SignedIn(cookies));
        hospital.Provider.Lie = null;
        await hospital.GoAsync(client, Start);
        Assert.NotNull(hospital.SignedIn(cookies));
    }

    [Fact]
    public async Task An_answer_of_the_provider_that_was_not_asked_for_or_is_garbage_leads_back_to_the_sign_in_page()
    {
        await using var hospital = await HospitalPortal.StartAsync();
        foreach (var answer in (string[])["", "?code=abc", "?code=abc&state=xyz", "?state=%ff&error=server_error&error_description=%00", $"?state={new string('a', 4000)}"])
        {
            var (_, html) = await hospital.GoAsync(Browser(hospital).Client, $"/sign-in/provider/callback{answer}");
            Assert.Contains("could not be accepted", HospitalPortal.Alert(html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_declines_at_the_provider_and_whose_provider_is_down_come_back_with_a_sentence()
    {
        await using var hospital = await HospitalPortal.StartAsync();
        var (_, declined) = await hospital.GoAsync(Browser(hospital).Client, Start);
        Assert.Contains("was cancelled there", HospitalPortal.Alert(declined), StringComparison.Ordinal);

        await using var lonely = await HospitalPortal.StartAsync(("OpenId:Authority", "http://127.0.0.1:9"));
        var (_, down) = await lonely.GoAsync(Browser(lonely).Client, Start);
        Assert.Contains("cannot be reached", HospitalPortal.Alert(down), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_follow_the_provider_only_where_a_claim_is_named_and_without_one_of_them_nobody_gets_in()
    {
        await using var hospital = await HospitalPortal.StartAsync(("OpenId:RoleClaim", "groups"), ("OpenId:Roles:Researcher", "study-researchers"), ("OpenId:Roles:Reader", "study-readers"));
        var invitation = await hospital.InviteAsync(Ada.Email, Roles.Reader);
        hospital.Provider.Person = Ada with { Groups = ["study-readers", "study-researchers"] };
        var (client, cookies) = Browser(hospital);
        await hospital.GoAsync(client, $"{Start}?invitation={invitation}");
        Assert.True(hospital.SignedIn(cookies)!.IsInRole(Roles.Researcher));
        Assert.False(hospital.SignedIn(cookies)!.IsInRole(Roles.Reader));

        hospital.Provider.Person = Ada with { Groups = ["cardiology"] };
        var (other, held) = Browser(hospital);
        var (_, html) = await hospital.GoAsync(other, Start);
        Assert.Contains("no role in this portal", HospitalPortal.Alert(html), StringComparison.Ordinal);
        Assert.Null(hospital.SignedIn(held));
    }

    [Theory]
    [InlineData("pwd", false)]
    [InlineData("mfa", true)]
    [InlineData("hwk", true)]
    public async Task A_session_counts_as_two_factors_only_if_the_provider_says_so(string method, bool counts)
    {
        await using var hospital = await HospitalPortal.StartAsync();
        hospital.Provider.Person = Ada with { Methods = ["pwd", method] };
        var (client, cookies) = Browser(hospital);

        await hospital.GoAsync(client, $"{Start}?invitation={await hospital.InviteAsync(Ada.Email, Roles.Reader)}");

        Assert.Equal(counts, hospital.SignedIn(cookies)!.HasClaim("amr", "mfa"));
    }

    [Fact]
    public async Task Where_people_come_by_https_alone_the_cookies_of_the_way_are_for_this_host_and_all_its_pages()
    {
        await using var hospital = await HospitalPortal.StartAsync(("PublicUrl", "https://portal.example"));
        using var client = hospital.Portal.NewClient();

        using var answer = await client.GetAsync("/sign-in/provider", TestContext.Current.CancellationToken);

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-.AspNetCore.", cookie, StringComparison.Ordinal);
            Assert.All((string[])["secure", "httponly", "samesite=lax", "path=/;"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        });
    }

    [Theory]
    [InlineData("de", "Von Ihrem Haus werden Sie erkannt", "Mit Ihrem Haus anmelden")]
    [InlineData("en", "You are known to your hospital", "Sign in with your hospital")]
    public async Task A_provider_without_a_name_is_the_hospital_in_the_language_of_the_page(string language, string refusal, string button)
    {
        await using var hospital = await HospitalPortal.StartAsync(("OpenId:Name", ""));
        using var client = hospital.Portal.NewClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await client.GetStringAsync("/sign-in?provider=Unknown", TestContext.Current.CancellationToken);

        Assert.Contains(refusal, page, StringComparison.Ordinal);
        Assert.Contains(button, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_provider_nothing_of_it_is_there()
    {
        await using var portal = LivePortal.Start(environment: "Production");
        using var client = portal.NewClient();

        Assert.DoesNotContain("/sign-in/provider", await client.GetStringAsync("/sign-in", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Start, Stop)).StatusCode);
    }

    private static void Falsify(SecurityTokenDescriptor token, string lie)
    {
        switch (lie)
        {
            case "nonce": token.Claims["nonce"] = "another"; break;
            case "issuer": token.Issuer = "https://evil.example"; break;
            case "audience": token.Audience = "another-client"; break;
            case "expired": (token.IssuedAt, token.NotBefore, token.Expires) = (DateTime.UnixEpoch, DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1)); break;
            case "not yet valid": (token.NotBefore, token.Expires) = (token.Expires!.Value.AddHours(1), token.Expires.Value.AddHours(2)); break;
            case "signature": TestProvider.SignFalsely(token); break;
            case "no algorithm": token.SigningCredentials = null; break;
            default: throw new ArgumentOutOfRangeException(nameof(lie), lie, "no such lie");
        }
    }

    private static async Task SignOutAsync(HospitalPortal hospital, HttpClient client)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await client.GetStringAsync("/sign-in", Stop), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var answer = await client.PostAsync("/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Stop);
        var (at, _) = await hospital.GoAsync(client, answer.Headers.Location!.ToString());
        Assert.Equal("/sign-in", at.AbsolutePath);
    }

    private static (HttpClient Client, CookieContainer Cookies) Browser(HospitalPortal hospital)
    {
        var cookies = new CookieContainer();
        return (hospital.Portal.NewClient(cookies), cookies);
    }
}
