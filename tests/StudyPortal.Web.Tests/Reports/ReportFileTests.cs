using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reports;

public sealed class ReportFileTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_downloaded_by_admin_and_researcher_and_by_no_reader()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var report = await SimulatedReportAsync(portal, world);
        var address = $"/reports/{report}/files/results.json";

        foreach (var person in (string[])["admin", "researcher"])
        {
            using var client = await portal.EnterAsync(world.Accounts[person]);
            Assert.Equal((await portal.Services.GetRequiredService<ReadReport>().ExecuteAsync(report, Stop))!.ResultsHash, BlobHash.Of(await client.GetByteArrayAsync(address, Stop)));
        }

        using var reader = await portal.EnterAsync(world.Accounts["reader1"]);
        using var refused = await reader.GetAsync(address, Stop);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync(Stop));
        using var stranger = portal.NewClient();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(address, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_the_report_does_not_have_is_not_found_wherever_its_name_points()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var report = await SimulatedReportAsync(portal, world);
        using var client = await portal.EnterAsync(world.Accounts["researcher"]);

        foreach (var address in (string[])[$"/reports/{report}/files/nothing.csv", $"/reports/{report}/files/..%2f..%2fportal.db", $"/reports/{ReportId.New()}/files/results.json"])
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Stop)).StatusCode);
        using var figure = await client.GetAsync($"/reports/{report}/figures/ratings.svg", Stop);
        Assert.Equal("image/svg+xml", figure.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_figure_comes_in_the_format_size_and_dots_of_the_address_and_what_cannot_be_is_answered_in_words()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var figures = $"/reports/{await SimulatedReportAsync(portal, world)}/figures/";
        using var client = await portal.EnterAsync(world.Accounts["researcher"]);

        using var pdf = await client.GetAsync(figures + "ratings?format=pdf&width=3.5&height=3", Stop);
        var png = await client.GetByteArrayAsync(figures + "ratings.svg?format=png&dpi=100&width=4", Stop);
        using var refused = await client.GetAsync(figures + "ratings.svg?width=huge", Stop);
        using var tooMany = await client.GetAsync(figures + "ratings.png?dpi=5000", Stop);
        using var unknown = await client.GetAsync(figures + "nothing?format=pdf", Stop);

        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal(400, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("width is 'huge': expected inches from 2 to 20, such as 3.5.", await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal("text/plain", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<ReportId> SimulatedReportAsync(LivePortal portal, SampleWorld world)
    {
        var study = await world.OpenStudyAsync(world.Design(simulated: true), "reader1", "reader2");
        SampleWorld.Done(await portal.Services.GetRequiredService<SimulateRatings>().ExecuteAsync(study, seed: 3, "admin", Stop));
        SampleWorld.Done(await portal.Services.GetRequiredService<CloseStudy>().ExecuteAsync(study, "admin", Stop));
        return await portal.Services.GetRequiredService<CreateReport>().ExecuteAsync(study, "admin", Stop);
    }
}
