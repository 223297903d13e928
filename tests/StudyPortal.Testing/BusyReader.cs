using System.Collections.Concurrent;
using System.Diagnostics;

namespace StudyPortal.Testing;

/// <summary>Rates place after place and then all of them anew, without a rest, until told to stop; what was confirmed is written down.</summary>
/// <param name="longestPause">Between two ratings, in milliseconds.</param>
public sealed class BusyReader(DistantReader reader, Random random, int longestPause = 60)
{
    private const int Scores = 6;

    private readonly ConcurrentQueue<SentRating> _sent = new(), _confirmed = new();

    public IEnumerable<SentRating> Sent => _sent;

    public IEnumerable<SentRating> Confirmed => _confirmed;

    /// <summary>From the first try of a rating to its confirmation, since <see cref="ForgetWaits"/>.</summary>
    public TimeSpan LongestWait { get; private set; }

    public void ForgetWaits() => LongestWait = TimeSpan.Zero;

    /// <summary>A rating that is on its way is confirmed before this returns.</summary>
    public async Task ReadAsync(CancellationToken enough, CancellationToken abort)
    {
        for (var count = 0; !enough.IsCancellationRequested; count++)
        {
            var rating = reader.Rating(count % reader.Places.Count, random.Next(Scores), count / reader.Places.Count);
            _sent.Enqueue(rating);
            var sent = Stopwatch.GetTimestamp();
            await reader.ConfirmAsync(rating, abort);
            if (Stopwatch.GetElapsedTime(sent) is var wait && wait > LongestWait) LongestWait = wait;
            _confirmed.Enqueue(rating);
            await Task.Delay(random.Next(longestPause), abort);
        }
    }
}
