using System.Net;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>A reader over HTTP at the pace of a person: looks at a case, thinks, rates it, goes on.</summary>
internal sealed class LoadReader(DistantReader reader, TimeSpan pause, Random random) : IDisposable
{
    /// <summary>The first places warm the server up and are not counted.</summary>
    private const int WarmUp = 2, Scores = 6;

    /// <summary>Milliseconds from sending a rating to its confirmation.</summary>
    public List<double> Acknowledged { get; } = [];

    /// <summary>Milliseconds to have the image and the map of the next place.</summary>
    public List<double> NextCase { get; } = [];

    public List<SentRating> Confirmed { get; } = [];

    /// <summary>Ratings and places shown that were not taken.</summary>
    public int Failures { get; private set; }

    /// <summary>There is nothing left to rate.</summary>
    public bool IsThrough => Confirmed.Count == reader.Places.Count;

    public void Dispose() => reader.Dispose();

    public async Task ReadAsync(CancellationToken enough)
    {
        try
        {
            // Two hundred people do not begin in the same moment.
            await Task.Delay(random.NextDouble() * pause, enough);
            for (var place = 0; place < reader.Places.Count; place++) await ReadAsync(place, enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ReadAsync(int place, CancellationToken enough)
    {
        var began = TimeProvider.System.GetTimestamp();
        await reader.LookAsync(place, CancellationToken.None);
        if (place >= WarmUp) NextCase.Add(Since(began));
        if (!await reader.ShowAsync(place, CancellationToken.None)) Failures++;
        await Task.Delay((0.25 + 0.5 * random.NextDouble()) * pause, enough);
        await RateAsync(reader.Rating(place, random.Next(Scores)), place >= WarmUp);
        var left = pause - TimeProvider.System.GetElapsedTime(began);
        if (left > TimeSpan.Zero) await Task.Delay(left, enough);
    }

    // A rating that was begun is waited for, whatever the time: only then it is known what must be stored.
    private async Task RateAsync(SentRating rating, bool counts)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var answer = await reader.SendAsync(rating, CancellationToken.None);
        if (counts) Acknowledged.Add(Since(began));
        if (answer.StatusCode == HttpStatusCode.OK) Confirmed.Add(rating);
        else Failures++;
    }

    private static double Since(long began) => TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
}
