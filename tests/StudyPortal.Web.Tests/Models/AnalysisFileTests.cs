using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Models;

public sealed class AnalysisFileTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_an_analysis_are_given_to_those_who_work_with_models()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        await SampleAnalyses.StoreAsync(portal.Services.GetRequiredService<StoreAnalysis>(), world.Models[0], world.DatasetId);
        var analyses = await portal.Services.GetRequiredService<ListAnalyses>().ExecuteAsync(world.Models[0], Stop);
        var address = $"/models/analyses/{analyses.Single(a => a.Kind == AnalysisKind.RobustnessCurve).Id}/auc-mean";
        using var researcher = await portal.EnterAsync(world.Accounts["researcher"]);
        using var reader = await portal.EnterAsync(world.Accounts["reader1"]);

        Assert.StartsWith("curve,x,y,low,high\n", await researcher.GetStringAsync($"{address}.csv", Stop), StringComparison.Ordinal);
        Assert.Equal("image/svg+xml", (await researcher.GetAsync($"{address}.svg", Stop)).Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await researcher.GetAsync($"{address}.exe", Stop)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await reader.GetAsync($"{address}.csv", Stop)).StatusCode);
    }
}
