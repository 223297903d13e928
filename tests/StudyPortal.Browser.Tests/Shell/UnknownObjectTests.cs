using System.Globalization;
using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Shell;

/// <summary>The pages of a circuit answer 200 with an empty frame, whatever is asked for; what is not there is said inside.</summary>
public sealed class UnknownObjectTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("/studies/{0}", "There is no such study")]
    [InlineData("/models/{0}", "No such model")]
    [InlineData("/jobs/{0}", "Job not found")]
    [InlineData("/reports/{0}", "No such report")]
    [InlineData("/datasets/{0}", "There is nothing at this address")]
    [InlineData("/datasets/{0}/cases/1", "There is nothing at this address")]
    public async Task The_page_of_what_is_not_there_says_so(string address, string words)
    {
        var page = await fixture.EnterAsync("researcher");

        await page.GotoAsync(string.Format(CultureInfo.InvariantCulture, address, Guid.NewGuid()));

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
