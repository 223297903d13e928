using System.Net;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>A reader over HTTP who rates one place after the other at a steady pace.</summary>
internal sealed class PacedReader(DistantReader reader)
{
    /// <summary>The first places warm the server up and are not counted.</summary>
    private const int WarmUp = 5, Scores = 6;

    /// <summary>Milliseconds from sending a rating to its confirmation.</summary>
    public List<double> Acknowledged { get; } = [];

    /// <summary>Milliseconds to have the image and the map of the next place, from the server and not from the window's store of them.</summary>
    public List<double> NextCase { get; } = [];

    public async Task ReadAsync(TimeSpan pause)
    {
        for (var place = 0; place < reader.Places.Count; place++)
        {
            var at = place;
            var shown = await TimeAsync(() => reader.LookAsync(at, CancellationToken.None));
            var rated = await TimeAsync(() => RateAsync(reader.Rating(at, at % Scores)));
            if (place >= WarmUp)
            {
                NextCase.Add(shown);
                Acknowledged.Add(rated);
            }

            await Task.Delay(pause);
        }
    }

    private async Task RateAsync(SentRating rating)
    {
        using var answer = await reader.SendAsync(rating, CancellationToken.None);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"A rating was answered {answer.StatusCode}.");
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }
}
