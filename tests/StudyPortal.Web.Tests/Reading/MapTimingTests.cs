using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reading;

public sealed class MapTimingTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_map_that_is_ready_waits_for_the_next_whole_step_before_it_leaves()
    {
        var clock = new SteppedClock();
        await using var portal = LivePortal.Start(clock);
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        using var reader = await portal.EnterAsync(world.Accounts["reader1"]);
        var session = (await portal.Services.GetRequiredService<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], Stop))!;

        var map = reader.GetAsync($"/reading/slots/{session.Places[0].Id}/map", Stop);
        await clock.WaitedForAsync(EvenTiming.Step, Stop);

        Assert.False(map.IsCompleted);
        clock.Advance(EvenTiming.Step);
        Assert.Equal(HttpStatusCode.OK, (await map).StatusCode);
    }
}
