using System.Net;
using System.Net.Http.Headers;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Tests.Reading;

/// <summary>A browser may keep pixels, but not beyond the right to see them.</summary>
public sealed class CachedPixelsTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    [Theory]
    [InlineData("pixels")]
    [InlineData("map")]
    public async Task Pixels_that_a_browser_holds_are_not_sent_again(string picture)
    {
        using var first = await GetAsync(room.Reader, 2, picture, known: null);
        using var again = await GetAsync(room.Reader, 2, picture, first.Headers.ETag);
        using var other = await GetAsync(room.Reader, 3, picture, first.Headers.ETag);

        Assert.Equal("must-revalidate, max-age=60, private", first.Headers.CacheControl!.ToString());
        Assert.Equal("Cookie", Assert.Single(first.Headers.Vary));
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag, 0), (again.StatusCode, again.Headers.ETag, (await again.Content.ReadAsByteArrayAsync(Stop)).Length));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Whoever_may_not_look_is_refused_also_when_he_asks_for_what_he_holds()
    {
        var study = await room.World.OpenStudyAsync(room.World.Design("Removed"), "reader5");
        using var reader = await room.Portal.EnterAsync(room.World.Accounts["reader5"]);
        var session = await room.Get<Core.Reading.ReadSession>().ExecuteAsync(study, room.World.Accounts["reader5"], Stop);
        var path = $"/reading/slots/{session!.Places[0].Id}/pixels";
        using var first = await reader.GetAsync(path, Stop);
        using var stranger = await room.Portal.EnterAsync(room.World.Accounts["reader6"]);
        using var foreign = await SendAsync(stranger, path, first.Headers.ETag);
        await room.Get<RemoveReader>().ExecuteAsync(study, session.ReaderId, "admin", Stop);
        using var removed = await SendAsync(reader, path, first.Headers.ETag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (first.StatusCode, foreign.StatusCode, removed.StatusCode));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> GetAsync(HttpClient client, int place, string picture, EntityTagHeaderValue? known) =>
        SendAsync(client, $"/reading/slots/{room.Session.Places[place].Id}/{picture}", known);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request, Stop);
    }
}
