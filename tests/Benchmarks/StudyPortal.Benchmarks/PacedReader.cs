using System.Net.Http.Json;
using System.Text.Json;
using StudyPortal.Core.Studies;

namespace StudyPortal.Benchmarks;

/// <summary>A reader's window without the window: the requests of the reading room, in their order, at a steady pace.</summary>
internal sealed class PacedReader
{
    /// <summary>The first places warm the server up and are not counted.</summary>
    private const int WarmUp = 5, Scores = 6;

    private readonly HttpClient _client;
    private readonly string _question;
    private readonly IReadOnlyList<string> _places;

    private PacedReader(HttpClient client, JsonElement session)
    {
        (_client, _question) = (client, session.GetProperty("questions")[0].GetProperty("id").GetString()!);
        _places = [.. session.GetProperty("places").EnumerateArray().Select(place => place.GetProperty("id").GetString()!)];
        client.DefaultRequestHeaders.Add("RequestVerificationToken", session.GetProperty("token").GetString());
    }

    /// <summary>Milliseconds from sending a rating to its confirmation.</summary>
    public List<double> Acknowledged { get; } = [];

    /// <summary>Milliseconds to have the image and the map of the next place, from the server and not from the window's store of them.</summary>
    public List<double> NextCase { get; } = [];

    public static async Task<PacedReader> EnterAsync(HttpClient client, StudyId study) =>
        new(client, await client.GetFromJsonAsync<JsonElement>($"/reading/studies/{study}/session"));

    public async Task ReadAsync(TimeSpan pause)
    {
        foreach (var (index, place) in _places.Index())
        {
            var shown = await TimeAsync(() => Task.WhenAll(TakeAsync(place, "pixels"), TakeAsync(place, "map")));
            var rated = await TimeAsync(() => RateAsync(place, index % Scores));
            if (index >= WarmUp)
            {
                NextCase.Add(shown);
                Acknowledged.Add(rated);
            }

            await Task.Delay(pause);
        }
    }

    private async Task TakeAsync(string place, string picture) => await _client.GetByteArrayAsync($"/reading/slots/{place}/{picture}");

    private async Task RateAsync(string place, int score)
    {
        var rating = new { question = _question, key = Guid.NewGuid(), expectedVersion = 0, value = score, cannotJudge = false, activeMilliseconds = 1000, mapMilliseconds = 1000 };
        using var answer = await _client.PostAsJsonAsync($"/reading/slots/{place}/answers", rating);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }
}
