using System.Buffers.Binary;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Reports;

public sealed class ReportPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IAsyncLifetime
{
    private static ReportId _report;

    // The portal is one for the whole class, whose tests run one after the other: the report is made once.
    public async ValueTask InitializeAsync()
    {
        if (_report != default) return;
        await EvaluateAsync();
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design(repeats: 3, simulated: true), "reader1", "reader2", "reader3");
        SampleWorld.Done(await fixture.Get<SimulateRatings>().ExecuteAsync(study, 1, "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        _report = await fixture.Get<CreateReport>().ExecuteAsync(study, "admin", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task With_everything_unfolded_the_report_is_accessible_and_only_its_tables_scroll_sideways(string theme)
    {
        var page = await OpenAsync(theme, width: 1024);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");

        Assert.Equal("", string.Join(Environment.NewLine, (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}, {violation.Help}: {violation.Nodes[0].Html}")));
        Assert.Equal(1024, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.table-box')].some(box => box.scrollWidth > box.clientWidth)"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_figure_is_downloaded_as_a_PNG_of_the_size_and_dots_that_were_asked_for()
    {
        var page = await OpenAsync("dark");
        var figure = page.Locator("figure").First;
        await figure.GetByText("Size and resolution").ClickAsync();
        await figure.GetByLabel("Width, inches").FillAsync("4");
        await figure.GetByLabel("Height, inches").FillAsync("3.5");
        await figure.GetByLabel("Dots per inch, PNG").FillAsync("100");

        var download = await page.RunAndWaitForDownloadAsync(() => figure.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        var png = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal("ratings.png", download.SuggestedFilename);
        Assert.Equal((400, 350), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_entry_of_the_contents_and_an_address_with_a_part_both_lead_to_that_part()
    {
        var page = await OpenAsync("dark");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Contents of the report" }).GetByRole(AriaRole.Link, new() { Name = "Agreement", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#q1-agreement")).ToBeInViewportAsync();
        Assert.EndsWith($"/reports/{_report}#q1-agreement", page.Url, StringComparison.Ordinal);

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"/reports/{_report}#methods");
        await Assertions.Expect(other.Locator("#methods")).ToBeInViewportAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Clean images for two models, attacked ones for the first.</summary>
    private async Task EvaluateAsync()
    {
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var cases = await db.Set<Case>().AsNoTracking().OrderBy(each => each.Number).ToListAsync();
        var clean = EvaluateRequest.Clean(fixture.World.Models[0], fixture.World.DatasetId, DatasetSplit.Test, NormBranch.Clean);
        foreach (var request in (EvaluateRequest[])[clean, clean with { ModelId = fixture.World.Models[1] }, clean with { Epsilon = 0.01, Steps = 10 }])
            await fixture.Get<StorePredictions>().ExecuteAsync(
                request, [.. cases.Select(each => new CaseLogits(each.Id, [(each.Number * (request.Steps + 3)) % 5, each.Number % 3]))], CancellationToken.None);
    }

    private async Task<IPage> OpenAsync(string theme, int width = 1440)
    {
        var page = await fixture.EnterAsync("researcher", width);
        await page.Context.AddCookiesAsync([new Cookie { Name = "theme", Value = theme, Url = fixture.Portal.Address.ToString() }]);
        await page.GotoAsync($"/reports/{_report}", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(page.Locator("#files")).ToBeAttachedAsync();
        return page;
    }
}
