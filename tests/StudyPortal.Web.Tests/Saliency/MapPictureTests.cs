using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Saliency;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Saliency;

public sealed class MapPictureTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_map_is_shown_under_each_contract_to_those_who_work_with_models_and_to_no_reader()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var maps = await portal.Services.GetRequiredService<ListMaps>().OfModelAsync(world.Models[0], Stop);
        var others = string.Join('&', maps.Skip(1).Select(map => $"with={map.Id}"));
        using var researcher = await portal.EnterAsync(world.Accounts["researcher"]);
        using var reader = await portal.EnterAsync(world.Accounts["reader1"]);

        var stored = await researcher.GetByteArrayAsync($"/saliency/maps/{maps[0].Id}.png", Stop);

        Assert.Equal(stored, await researcher.GetByteArrayAsync($"/saliency/maps/{maps[0].Id}/1.png", Stop));
        Assert.NotEqual(stored, await researcher.GetByteArrayAsync($"/saliency/maps/{maps[0].Id}/3.png?{others}", Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await researcher.GetAsync($"/saliency/maps/{maps[0].Id}/9.png", Stop)).StatusCode);
        var many = string.Join('&', Enumerable.Repeat($"with={maps[0].Id}", 33));
        Assert.Equal(HttpStatusCode.BadRequest, (await researcher.GetAsync($"/saliency/maps/{maps[0].Id}/3.png?{many}", Stop)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await reader.GetAsync($"/saliency/maps/{maps[0].Id}/1.png", Stop)).StatusCode);
    }
}
