using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reading;

public sealed class ReaderLanguageTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_german_browser_is_told_in_german_why_an_answer_is_not_taken_and_gets_german_letters()
    {
        room.Reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-CH, de;q=0.9");
        var token = await room.TokenAsync(room.Reader);
        var letters = await room.Get<RemindReaders>().ComposeAsync(room.Study, "https://portal.example", Stop);
        SampleWorld.Done(await room.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Stop));

        using var refused = await room.RateAsync(0, room.Rating(3), token: token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("Die Studie nimmt keine Bewertungen mehr an.", (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("reason").GetString());
        Assert.StartsWith("Guten Tag ", letters[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Dear ", letters[1].Text, StringComparison.Ordinal);
    }
}
