using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;
using StudyPortal.Testing.Requests;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>Frames that no client would send, over the hub of live progress and over the connection of a page.</summary>
public sealed class HubFuzzTests(FuzzWorld world) : IClassFixture<FuzzWorld>
{
    private const int UsualConnections = 60;
    private const int FramesEach = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_at_the_hub_of_live_progress_is_refused_and_shows_nothing()
    {
        await FuzzAsync("/hubs/progress", "researcher", "{\"protocol\":\"json\",\"version\":1}\u001e", HubFrames.Json, WebSocketMessageType.Text);

        Assert.Equal("200", await world.Matrix.Person("researcher").CallAsync("/hubs/progress", "Board", [world.Matrix.Objects["study"]]));
    }

    [Fact]
    public async Task Garbage_at_the_connection_of_a_page_is_refused_and_shows_nothing()
    {
        await FuzzAsync("/_blazor", "reader1", "{\"protocol\":\"blazorpack\",\"version\":1}\u001e", HubFrames.Page, WebSocketMessageType.Binary);

        Assert.Equal("200", await world.Matrix.Person("reader1").AskAsync("GET", "/read", null));
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("own", true)]
    public async Task A_socket_is_opened_only_from_the_portals_own_pages(string origin, bool opens)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = await world.Matrix.Portal.CookiesAsync(world.Matrix.Accounts["researcher"]);
        var address = world.Matrix.Portal.Address;
        socket.Options.SetRequestHeader("Origin", origin == "own" ? address.GetLeftPart(UriPartial.Authority) : origin);
        var opening = socket.ConnectAsync(new Uri($"ws://{address.Authority}/hubs/progress"), Stop);

        if (opens) await opening;
        else Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => opening)).Message, StringComparison.Ordinal);
    }

    private async Task FuzzAsync(string hub, string person, string handshake, Func<Random, byte[]> frame, WebSocketMessageType type)
    {
        var (seed, leaks) = (FuzzRun.Seed, new Leaks([world.Matrix.Portal.Services.GetRequiredService<DataRoot>().Folder, AppContext.BaseDirectory]));
        var answered = 0;
        for (var connection = 0; connection < FuzzRun.Count(UsualConnections); connection++)
        {
            var random = new Random(seed + connection);
            using var socket = await OpenAsync(hub, person);
            // A wrong handshake is one of the things to be tried.
            var text = await ExchangeAsync(socket, random.Next(10) == 0 ? frame(random) : Encoding.UTF8.GetBytes(handshake), random, frame, type);
            if (text.Length > 0) answered++;
            Assert.True(leaks.In(text) is not { } leak, $"Connection {connection} with seed {seed} shows the inside: {text}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{answered} connections to {hub} were answered, seed {seed}");
        Assert.True(answered > 0, "No connection was answered: nothing was tried.");
    }

    private async Task<ClientWebSocket> OpenAsync(string hub, string person)
    {
        using var client = await world.Matrix.Portal.EnterAsync(world.Matrix.Accounts[person]);
        using var negotiated = await client.PostAsync($"{hub}/negotiate?negotiateVersion=1", null, Stop);
        var token = (await negotiated.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("connectionToken").GetString()!;
        var socket = new ClientWebSocket();
        socket.Options.Cookies = await world.Matrix.Portal.CookiesAsync(world.Matrix.Accounts[person]);
        await socket.ConnectAsync(new Uri($"ws://{world.Matrix.Portal.Address.Authority}{hub}?id={Uri.EscapeDataString(token)}"), Stop);
        return socket;
    }

    /// <summary>What the server says to all that, until it closes or is silent.</summary>
    private static async Task<string> ExchangeAsync(ClientWebSocket socket, byte[] first, Random random, Func<Random, byte[]> frame, WebSocketMessageType type)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        var heard = ListenAsync(socket, limit.Token);
        try
        {
            await socket.SendAsync(first, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            for (var sent = 0; sent < FramesEach && socket.State == WebSocketState.Open; sent++)
                await socket.SendAsync(frame(random), random.Next(12) == 0 ? WebSocketMessageType.Text : type, random.Next(12) != 0, limit.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception closed) when (closed is WebSocketException or OperationCanceledException && !limit.IsCancellationRequested)
        {
            // It was closed while we spoke.
        }

        // Whatever was sent, the server ends the connection when it is asked to.
        return await heard;
    }

    private static async Task<string> ListenAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } read) text.Append(Encoding.Latin1.GetString(buffer, 0, read.Count));
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Cut off instead of closed.
        }

        return text.ToString();
    }
}
