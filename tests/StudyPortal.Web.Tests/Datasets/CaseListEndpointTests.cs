using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Datasets;

public sealed class CaseListEndpointTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;
    private readonly LivePortal _portal = LivePortal.Start();
    private SampleWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await SampleWorld.BuildAsync(_portal.Services, cases: 4, withMaps: false);
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        await db.Set<Case>().Where(c => c.Number == 2).ExecuteUpdateAsync(change => change.SetProperty(c => c.Review, CaseReview.Flagged), Stop);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("", new[] { "1", "3", "4" })]
    [InlineData("?label=Mass", new[] { "1", "3" })]
    [InlineData("?label=Mass&value=Negative", new[] { "4" })]
    [InlineData("?text=phantom%203", new[] { "3" })]
    [InlineData("?review=Flagged", new string[0])]
    [InlineData("?split=Nonsense&view=", new[] { "1", "3", "4" })]
    public async Task The_list_of_the_filter_in_the_address_comes_as_a_csv_without_what_waits(string query, string[] expected)
    {
        using var client = await _portal.EnterAsync(_world.Accounts["researcher"]);

        using var answer = await client.GetAsync($"/datasets/{_world.DatasetId}/cases.csv{query}", Stop);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Sample phantoms cases.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(expected, (await answer.Content.ReadAsStringAsync(Stop)).TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task A_program_gets_the_same_list_the_state_of_each_case_and_not_the_pixels_of_one_that_waits()
    {
        var token = await _portal.TokenAsync(_world.Accounts["researcher"], "notebook");
        using var client = _portal.WithToken(token);
        using var browser = await _portal.EnterAsync(_world.Accounts["researcher"]);
        var cases = $"/api/v1/datasets/{_world.DatasetId}/cases";

        var waiting = await client.GetFromJsonAsync<JsonElement>($"{cases}?review=Flagged", Stop);
        using var image = await client.GetAsync($"{cases}/2/image", Stop);
        using var square = await client.GetAsync($"{cases}/2/square", Stop);
        using var unknown = await client.GetAsync($"{cases}?review=9", Stop);

        Assert.Equal(await browser.GetStringAsync($"/datasets/{_world.DatasetId}/cases.csv?label=Mass", Stop), await client.GetStringAsync($"{cases}.csv?label=Mass", Stop));
        Assert.Equal((1, 2, "Flagged"), (waiting.GetProperty("total").GetInt32(), waiting.GetProperty("items")[0].GetProperty("number").GetInt32(), waiting.GetProperty("items")[0].GetProperty("review").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (image.StatusCode, square.StatusCode, unknown.StatusCode));
        Assert.Contains("look for text in its pixels", await image.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_what_waits_and_his_browser_keeps_nothing_of_it()
    {
        var waiting = (await _portal.Services.GetRequiredService<ListCases>().ExecuteAsync(_world.DatasetId, new CaseFilter(Review: CaseReview.Flagged), 0, 1, Stop)).Cases[0].Id;
        using var admin = await _portal.EnterAsync(_world.Accounts["admin"]);
        using var researcher = await _portal.EnterAsync(_world.Accounts["researcher"]);

        using var seen = await admin.GetAsync($"/datasets/cases/{waiting}/pixels", Stop);
        using var hidden = await researcher.GetAsync($"/datasets/cases/{waiting}/thumbnail", Stop);

        Assert.Equal((HttpStatusCode.OK, "no-store", null), (seen.StatusCode, seen.Headers.NonValidated["Cache-Control"].ToString(), seen.Headers.ETag));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }
}
