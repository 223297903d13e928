using System.Net;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Tests.Accounts;

public sealed class EnterAsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_Development_on_loopback_a_demo_person_enters()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        Assert.Contains("Dr. Anna Keller", await browser.Client.GetStringAsync("/sign-in", Stop), StringComparison.Ordinal);

        using var answer = await browser.EnterAsync(await DemoAdminAsync(portal));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.True(browser.IsSignedIn);
    }

    [Fact]
    public async Task In_Production_nobody_enters_even_when_the_accounts_exist()
    {
        await using var portal = AccountsPortal.Start("Production");
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);

        await AssertRefusedAsync(portal, []);
    }

    [Theory]
    [InlineData(AccountsPortal.RemoteAddressHeader, "192.0.2.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Host", "rebound.example")]
    public async Task Nobody_enters_from_elsewhere_through_a_proxy_or_under_a_foreign_name(string header, string value)
    {
        await using var portal = AccountsPortal.Start();

        await AssertRefusedAsync(portal, [(header, value)]);
    }

    [Fact]
    public async Task An_account_that_is_not_of_the_demo_cannot_be_entered()
    {
        await using var portal = AccountsPortal.Start();
        var invited = (InviteOutcome.Created)await portal.Get<InviteAccount>().ExecuteAsync("ada@example.org", Roles.Admin, "test", Stop);
        var accepted = (AcceptOutcome.Accepted)await portal.Get<AcceptInvitation>().ExecuteAsync(invited.Token, "Ada", "", "seven quiet lungs", Stop);
        using var browser = portal.OpenBrowser();

        using var answer = await browser.EnterAsync(accepted.AccountId);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(browser.IsSignedIn);
    }

    private static async Task AssertRefusedAsync(AccountsPortal portal, IEnumerable<(string Name, string Value)> headers)
    {
        using var browser = portal.OpenBrowser();
        foreach (var (name, value) in headers) browser.Client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        Assert.DoesNotContain("Dr. Anna Keller", await browser.Client.GetStringAsync("/sign-in", Stop), StringComparison.Ordinal);

        using var answer = await browser.EnterAsync(await DemoAdminAsync(portal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(browser.IsSignedIn);
    }

    private static async Task<Guid> DemoAdminAsync(AccountsPortal portal) =>
        (await portal.Get<ListDemoAccounts>().ExecuteAsync(Stop)).Single(person => person.Role == Roles.Admin).Id;
}
