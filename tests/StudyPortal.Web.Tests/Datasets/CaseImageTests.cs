using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Tests.Datasets;

public sealed class CaseImageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_work_on_data_sets_see_a_case_and_may_keep_it_and_a_reader_does_not()
    {
        await using var portal = new WebPortal();
        var id = await ImportOneAsync(portal);
        using var admin = await ClientAsync(portal, Roles.Admin);
        using var reader = await ClientAsync(portal, Roles.Reader);

        using var image = await admin.GetAsync($"/datasets/cases/{id}/image", Stop);
        using var again = await admin.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/datasets/cases/{id}/image") { Headers = { IfNoneMatch = { image.Headers.ETag! } } }, Stop);
        using var other = await admin.GetAsync($"/datasets/cases/{id}/image?low=100&high=120", Stop);
        using var forReader = await reader.GetAsync($"/datasets/cases/{id}/thumbnail", Stop);

        Assert.Equal((HttpStatusCode.OK, "image/png"), (image.StatusCode, image.Content.Headers.ContentType!.MediaType));
        Assert.Equal("private, max-age=31536000, immutable", image.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.NotEqual(image.Headers.ETag, other.Headers.ETag);
        Assert.NotEqual(HttpStatusCode.OK, forReader.StatusCode);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_not_found()
    {
        await using var portal = new WebPortal();
        using var admin = await ClientAsync(portal, Roles.Admin);

        using var answer = await admin.GetAsync($"/datasets/cases/{Guid.NewGuid()}/image", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<Guid> ImportOneAsync(WebPortal portal)
    {
        var folder = portal.Services.GetRequiredService<ImportFolders>().List().Single(folder => folder.Name == "phantom-chest");
        var request = new ImportRequest { Name = "One", Folder = folder.Path, Limit = 1 };
        var imported = Assert.IsType<ImportOutcome.Imported>(await portal.Services.GetRequiredService<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), "tester", _ => { }, Stop));
        return (await portal.Services.GetRequiredService<ListCases>().ExecuteAsync(imported.Id, CaseFilter.All, 0, 1, Stop)).Cases[0].Id.Value;
    }

    private static async Task<HttpClient> ClientAsync(WebPortal portal, string role)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        handler.CookieContainer.Add(portal.Address, await portal.SignInAsync(role));
        return new HttpClient(handler) { BaseAddress = portal.Address };
    }
}
