using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using StudyPortal.Web.Tests.Reading;

namespace StudyPortal.Web.Tests.Studies;

public sealed class BoardHubTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_connects_again_asks_for_what_he_missed_and_gets_counts_and_pace_without_a_score()
    {
        var cookies = await room.Portal.CookiesAsync(room.World.Accounts["researcher"]);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(room.Portal.Address, "/hubs/progress"), options => options.Cookies = cookies).Build();
        await hub.StartAsync(Stop);
        await hub.StopAsync(Stop);
        await room.RateAsync(0, room.Rating(4));
        await room.RateAsync(1, room.Rating(5));
        await hub.StartAsync(Stop);

        var board = await hub.InvokeAsync<JsonElement>("Board", room.Study.Value, Stop);

        var first = board[0];
        Assert.Equal(("R1", 2, 1.2, true), (first.GetProperty("code").GetString(), first.GetProperty("answered").GetInt32(), first.GetProperty("medianSeconds").GetDouble(), first.GetProperty("isOnline").GetBoolean()));
        Assert.DoesNotContain("score", board.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await hub.InvokeAsync<JsonElement>("Alarms", Stop)).GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await hub.InvokeAsync<JsonElement>("Board", Guid.NewGuid(), Stop)).ValueKind);
    }
}
