using System.Net;
using System.Text.RegularExpressions;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Shell;
using StudyPortal.Web.Tests.Accounts;

namespace StudyPortal.Web.Tests.Shell;

public sealed partial class ShellTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_carry_the_security_headers()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        using var answer = await browser.Client.GetAsync("/sign-in", Stop);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-inline'", policy.Split(';').Single(p => p.Contains("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Health_answers_anybody_with_one_word()
    {
        await using var portal = AccountsPortal.Start("Production");
        using var browser = portal.OpenBrowser();

        Assert.Equal("Healthy", await browser.Client.GetStringAsync("/health", Stop));
    }

    [Fact]
    public async Task The_style_sheet_and_the_code_give_an_arm_the_same_colour()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        var css = await browser.Client.GetStringAsync("/shell/base.css", Stop);

        Assert.Equal(ArmColours.Hex, ArmVariable().Matches(css).OrderBy(m => m.Groups[1].Value).Select(m => m.Groups[2].Value));
    }

    [Fact]
    public async Task Browsers_get_a_page_and_programs_a_bare_status_when_nothing_is_there()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        browser.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await browser.EnterAsync(Guid.Empty);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is nothing at this address", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        browser.Client.DefaultRequestHeaders.Clear();
        using var bare = await browser.EnterAsync(Guid.Empty);
        Assert.Empty(await bare.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_250_000, "1.25 MB")]
    [InlineData(48_060_000_000, "48.1 GB")]
    [InlineData(999_600, "1.00 MB")]
    public void Sizes_are_written_with_three_digits(long bytes, string expected) => Assert.Equal(expected, ByteText.Of(bytes));

    [GeneratedRegex("--arm-([0-9]): (#[0-9a-f]{6});")]
    private static partial Regex ArmVariable();
}
