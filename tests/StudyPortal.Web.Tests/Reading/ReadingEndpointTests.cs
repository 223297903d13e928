using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace StudyPortal.Web.Tests.Reading;

public sealed class ReadingEndpointTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("researcher", HttpStatusCode.Forbidden)]
    [InlineData("reader2", HttpStatusCode.NotFound)]
    [InlineData("reader3", HttpStatusCode.NotFound)]
    [InlineData("reader1", HttpStatusCode.OK)]
    public async Task Only_the_reader_himself_sees_his_places(string? account, HttpStatusCode expected)
    {
        using var client = account is null ? room.Portal.NewClient() : await room.Portal.EnterAsync(room.World.Accounts[account]);
        var slot = room.Session.Places[3].Id;

        Assert.Equal(expected, (await client.GetAsync($"/reading/slots/{slot}/pixels", Stop)).StatusCode);
        Assert.Equal(expected, (await client.GetAsync($"/reading/slots/{slot}/map", Stop)).StatusCode);
        if (account != "reader2") Assert.Equal(expected, (await client.GetAsync($"/reading/studies/{room.Study}/session", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("reader2", HttpStatusCode.NotFound)]
    [InlineData("reader1", HttpStatusCode.OK)]
    public async Task Only_the_reader_himself_rates(string account, HttpStatusCode expected)
    {
        using var client = await room.Portal.EnterAsync(room.World.Accounts[account]);

        Assert.Equal(expected, (await room.RateAsync(4, room.Rating(2), client, await room.TokenAsync(client))).StatusCode);
    }

    [Fact]
    public async Task An_administrator_cannot_rate_for_a_reader()
    {
        using var admin = await room.Portal.EnterAsync(room.World.Accounts["admin"]);

        Assert.Equal(HttpStatusCode.Forbidden, (await room.RateAsync(9, room.Rating(2), admin)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_place_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await room.Reader.GetAsync($"/reading/slots/{Guid.NewGuid()}/map", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Reader.GetAsync($"/reading/studies/{Guid.NewGuid()}/session", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Reader.GetAsync($"/read/{Guid.NewGuid()}", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":6,"cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":-1,"cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":2.5,"cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":" ","cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":"3","cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":null,"cannotJudge":false,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"value":3,"cannotJudge":true,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{"question":"Q","key":"K","expectedVersion":0,"activeMilliseconds":1,"mapMilliseconds":1}""")]
    [InlineData("""{}""")]
    [InlineData("""not json""")]
    public async Task What_is_no_rating_is_400_and_changes_nothing(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reading/slots/{room.Session.Places[5].Id}/answers");
        var content = body.Replace("\"Q\"", $"\"{room.Session.Questions[0].Id}\"", StringComparison.Ordinal).Replace("\"K\"", $"\"{Guid.NewGuid()}\"", StringComparison.Ordinal);
        request.Content = new StringContent(content, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("RequestVerificationToken", room.Token);

        Assert.Equal(HttpStatusCode.BadRequest, (await room.Reader.SendAsync(request, Stop)).StatusCode);
        Assert.False((await AnswersAsync(5)).EnumerateObject().Any());
    }

    [Fact]
    public async Task A_rating_without_the_antiforgery_token_is_400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reading/slots/{room.Session.Places[6].Id}/answers") { Content = JsonContent.Create(room.Rating(1)) };

        Assert.Equal(HttpStatusCode.BadRequest, (await room.Reader.SendAsync(request, Stop)).StatusCode);
        Assert.False((await AnswersAsync(6)).EnumerateObject().Any());
    }

    [Fact]
    public async Task Zero_is_stored_and_a_stale_window_gets_409_with_what_stands()
    {
        var key = Guid.NewGuid();
        var saved = await room.RateAsync(0, room.Rating(0, key: key));
        var again = await room.RateAsync(0, room.Rating(0, key: key));
        var stale = await room.RateAsync(0, room.Rating(4));

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(await saved.Content.ReadAsStringAsync(Stop), await again.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var current = await stale.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((0, 1), (current.GetProperty("value").GetInt32(), current.GetProperty("version").GetInt32()));
        Assert.Equal(0, (await AnswersAsync(0)).GetProperty(room.Session.Questions[0].Id.ToString()).GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_window_that_was_opened_before_the_upgrade_still_rates()
    {
        var old = new { question = room.Session.Questions[0].Id.Value, key = Guid.NewGuid(), expectedVersion = 0, score = 0, cannotJudge = false, activeMilliseconds = 900 };

        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(10, old)).StatusCode);
        Assert.Equal(0, (await AnswersAsync(10)).GetProperty(room.Session.Questions[0].Id.ToString()).GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_lost_sign_in_is_401_and_the_same_rating_is_stored_after_the_next()
    {
        var rating = room.Rating(3);
        using var stranger = room.Portal.NewClient();
        var lost = await room.RateAsync(7, rating, stranger);
        Assert.Equal(HttpStatusCode.Unauthorized, lost.StatusCode);

        using var back = await room.Portal.EnterAsync(room.World.Accounts["reader1"]);
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(7, rating, back, await room.TokenAsync(back))).StatusCode);
    }

    [Fact]
    public async Task The_place_last_shown_is_kept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reading/slots/{room.Session.Places[8].Id}/shown") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("RequestVerificationToken", room.Token);
        Assert.Equal(HttpStatusCode.NoContent, (await room.Reader.SendAsync(request, Stop)).StatusCode);

        Assert.Equal(9, (await SessionAsync()).GetProperty("position").GetInt32());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<JsonElement> SessionAsync() => room.Reader.GetFromJsonAsync<JsonElement>($"/reading/studies/{room.Study}/session", Stop);

    private async Task<JsonElement> AnswersAsync(int place) => (await SessionAsync()).GetProperty("places")[place].GetProperty("answers");
}
