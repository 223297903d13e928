using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Datasets;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Datasets;

/// <summary>Files over HTTP, as a browser sends them.</summary>
public sealed class UploadEndpointTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_in_pieces_and_the_server_says_where_to_go_on()
    {
        await using var portal = LivePortal.Start();
        using var admin = await AdminAsync(portal);
        var id = portal.Services.GetRequiredService<Uploads>().Open();

        Assert.Equal((HttpStatusCode.OK, 4), await SendAsync(admin, id, 0, 10, new byte[4]));
        Assert.Equal((HttpStatusCode.Conflict, 4), await SendAsync(admin, id, 6, 10, new byte[4]));
        var here = (await admin.GetFromJsonAsync<JsonElement>($"/datasets/uploads/{id}", Stop)).GetProperty("files")[0];
        Assert.Equal(("labels.csv", 4, 10), (here.GetProperty("name").GetString(), here.GetProperty("received").GetInt32(), here.GetProperty("total").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, 10), await SendAsync(admin, id, 4, 10, new byte[6]));
        Assert.True(portal.Services.GetRequiredService<Uploads>().Read(id)!.IsWhole);
    }

    [Fact]
    public async Task A_piece_without_a_token_or_above_the_limit_or_with_a_name_outside_is_refused()
    {
        await using var portal = LivePortal.Start();
        using var admin = await AdminAsync(portal);
        var id = portal.Services.GetRequiredService<Uploads>().Open();
        var address = $"/datasets/uploads/{id}/file?name=a&offset=0&total=4";

        using var outside = await admin.PutAsync($"/datasets/uploads/{id}/file?name=..%2Fa&offset=0&total=4", new ByteArrayContent(new byte[4]), Stop);
        using var huge = await admin.SendAsync(new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(new byte[ReceiveUpload.MaxPiece + 1]), Headers = { ExpectContinue = true } }, Stop);
        admin.DefaultRequestHeaders.Remove("RequestVerificationToken");
        using var bare = await admin.PutAsync(address, new ByteArrayContent(new byte[4]), Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, outside.StatusCode);
        Assert.StartsWith("E_PATH_TRAVERSAL", (await outside.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest), (huge.StatusCode, bare.StatusCode));
        Assert.DoesNotContain(portal.Services.GetRequiredService<Uploads>().Read(id)!.Files, file => file.Received > 0);
    }

    private static async Task<HttpClient> AdminAsync(LivePortal portal)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        var client = await portal.EnterAsync(world.Accounts["admin"]);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", await DistantReader.FormTokenAsync(client));
        return client;
    }

    private static async Task<(HttpStatusCode, int)> SendAsync(HttpClient client, UploadId id, long offset, long total, byte[] piece)
    {
        using var answer = await client.PutAsync($"/datasets/uploads/{id}/file?name=labels.csv&offset={offset}&total={total}", new ByteArrayContent(piece), Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("received").GetInt32());
    }
}
