using System.Net;
using System.Text.Json;
using StudyPortal.Web.Tests.Reading;

namespace StudyPortal.Web.Tests.Studies;

public sealed class StudyTemplateEndpointTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, HttpStatusCode.Redirect)]
    [InlineData("reader1", HttpStatusCode.Redirect)]
    [InlineData("researcher", HttpStatusCode.Redirect)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Only_an_administrator_gets_a_template(string? account, HttpStatusCode expected)
    {
        using var client = account is null ? room.Portal.NewClient() : await room.Portal.EnterAsync(room.World.Accounts[account]);

        using var answer = await client.GetAsync($"/studies/{room.Study}/template", Stop);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_template_comes_as_a_file_named_after_its_study_and_an_unknown_study_has_none()
    {
        using var admin = await room.Portal.EnterAsync(room.World.Accounts["admin"]);

        using var answer = await admin.GetAsync($"/studies/{room.Study}/template", Stop);

        Assert.Equal("study-template-maps-of-three-models.json", answer.Content.Headers.ContentDisposition!.FileName);
        using var template = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("studyportal-study-template", template.RootElement.GetProperty("format").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/studies/{Guid.NewGuid()}/template", Stop)).StatusCode);
    }
}
