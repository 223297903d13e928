using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace StudyPortal.Web.Tests.Reading;

public sealed class LiveProgressTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    [Fact]
    public async Task A_rating_reaches_the_hub_within_a_second_as_counts_without_its_score()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var hub = await ConnectAsync("admin");
        var heard = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On<JsonElement>("reading", heard.SetResult);
        await hub.StartAsync(stop);

        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, room.Rating(4))).StatusCode);
        var progress = await heard.Task.WaitAsync(TimeSpan.FromSeconds(1), stop);

        Assert.Equal("R1", progress.GetProperty("reader").GetString());
        Assert.Equal((1, 19), (progress.GetProperty("answered").GetInt32(), progress.GetProperty("total").GetInt32()));
        Assert.DoesNotContain("score", progress.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_reader_cannot_listen()
    {
        await using var hub = await ConnectAsync("reader2");

        await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HubConnection> ConnectAsync(string account)
    {
        var cookies = await room.Portal.CookiesAsync(room.World.Accounts[account]);
        return new HubConnectionBuilder().WithUrl(new Uri(room.Portal.Address, "/hubs/progress"), options => options.Cookies = cookies).Build();
    }
}
