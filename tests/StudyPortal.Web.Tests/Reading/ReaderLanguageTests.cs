using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Web.Tests.Reading;

public sealed class ReaderLanguageTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_german_browser_is_told_in_german_why_an_answer_is_not_taken()
    {
        using var reader = await EnterAsync("de-CH");
        var (token, key) = (await room.TokenAsync(reader), Guid.NewGuid());
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, room.Rating(3, key: key), reader, token)).StatusCode);

        using var refused = await room.RateAsync(0, room.Rating(4, key: key), reader, token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.StartsWith("Diese Antwort kam unter dem Kennzeichen einer anderen.", (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE", "Guten Tag ")]
    [InlineData("fr, en;q=0.5, de-CH;q=0.8", "Guten Tag ")]
    [InlineData("en-US, de;q=0.5", "Dear ")]
    [InlineData("fr", "Dear ")]
    public async Task Letters_are_in_the_first_language_of_the_readers_browser_that_the_portal_has(string asked, string greeting)
    {
        using var reader = await EnterAsync(asked);
        await room.TokenAsync(reader);

        var letters = await room.Get<RemindReaders>().ComposeAsync(room.Study, "https://portal.example", Stop);

        Assert.StartsWith(greeting, letters[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Dear ", letters[1].Text, StringComparison.Ordinal);
    }

    private async Task<HttpClient> EnterAsync(string asked)
    {
        var reader = await room.Portal.EnterAsync(room.World.Accounts["reader1"]);
        reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd(asked);
        return reader;
    }
}
