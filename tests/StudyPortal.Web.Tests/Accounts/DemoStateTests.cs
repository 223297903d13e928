using System.Net;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Tests.Accounts;

public sealed class DemoStateTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sign_in_page_says_how_far_the_demo_is_until_it_is_there()
    {
        await using var portal = AccountsPortal.Start();
        var demo = (await portal.Get<ReadDemo>().ExecuteAsync(Stop))!.Id;
        Assert.Contains("about to be set up", await SignInPageAsync(portal), StringComparison.Ordinal);

        await portal.Get<BeginJob>().ExecuteAsync(demo, "cpu", Stop);
        await portal.Get<RecordProgress>().ExecuteAsync(demo, News("Importing the chest phantoms"), Stop);
        Assert.Contains("being set up (40 %: Importing the chest phantoms)", await SignInPageAsync(portal), StringComparison.Ordinal);

        await portal.Get<EndJob>().ExecuteAsync(demo, new JobOutcome.Succeeded(null), News("Done"), Stop);
        Assert.DoesNotContain("set up", await SignInPageAsync(portal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_page_says_why_the_demo_could_not_be_set_up()
    {
        await using var portal = AccountsPortal.Start();
        var demo = (await portal.Get<ReadDemo>().ExecuteAsync(Stop))!.Id;
        await portal.Get<BeginJob>().ExecuteAsync(demo, "cpu", Stop);

        await portal.Get<EndJob>().ExecuteAsync(demo, new JobOutcome.Failed("The disk is full."), News("Importing"), Stop);

        var page = await SignInPageAsync(portal);
        Assert.Contains("could not be set up: The disk is full.", page, StringComparison.Ordinal);
        Assert.Contains($"/jobs/{demo}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-busy", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_elsewhere_is_told_of_the_demo()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        browser.Client.DefaultRequestHeaders.TryAddWithoutValidation(AccountsPortal.RemoteAddressHeader, "192.0.2.7");

        Assert.DoesNotContain("set up", await browser.Client.GetStringAsync("/sign-in", Stop), StringComparison.Ordinal);
    }

    private static async Task<string> SignInPageAsync(AccountsPortal portal)
    {
        using var browser = portal.OpenBrowser();
        return WebUtility.HtmlDecode(await browser.Client.GetStringAsync("/sign-in", Stop));
    }

    private static JobNews News(string message) => new(0.4, message, null, [], []);
}
