using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Models;

public sealed class WeightFileTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weights_are_given_to_those_who_work_with_models_and_only_as_they_were_registered()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var model = (await portal.Services.GetRequiredService<ReadModel>().ExecuteAsync(world.Models[0], Stop))!.Model;
        var address = $"/models/{model.Id}/weights";
        using var researcher = await portal.EnterAsync(world.Accounts["researcher"]);
        using var reader = await portal.EnterAsync(world.Accounts["reader1"]);

        Assert.Equal(model.Weights, BlobHash.Of(await researcher.GetByteArrayAsync(address, Stop)));
        Assert.NotEqual(HttpStatusCode.OK, (await reader.GetAsync(address, Stop)).StatusCode);

        await File.WriteAllTextAsync(portal.Services.GetRequiredService<BlobStore>().PathOf(model.Weights), "another network", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await researcher.GetAsync(address, Stop)).StatusCode);
    }
}
