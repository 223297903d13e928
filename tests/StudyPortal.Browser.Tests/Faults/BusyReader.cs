using System.Collections.Concurrent;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Faults;

/// <summary>Rates place after place and then all of them anew, without a rest, until told to stop; what was confirmed is written down.</summary>
/// <param name="longestPause">Between two ratings, in milliseconds.</param>
internal sealed class BusyReader(DistantReader reader, Random random, int longestPause = 60)
{
    private const int Scores = 6;

    private readonly ConcurrentQueue<SentRating> _sent = new(), _confirmed = new();

    public IEnumerable<SentRating> Sent => _sent;

    public IEnumerable<SentRating> Confirmed => _confirmed;

    /// <summary>A rating that is on its way is confirmed before this returns.</summary>
    public async Task ReadAsync(CancellationToken enough, CancellationToken abort)
    {
        for (var count = 0; !enough.IsCancellationRequested; count++)
        {
            var rating = reader.Rating(count % reader.Places.Count, random.Next(Scores), count / reader.Places.Count);
            _sent.Enqueue(rating);
            await reader.ConfirmAsync(rating, abort);
            _confirmed.Enqueue(rating);
            await Task.Delay(random.Next(longestPause), abort);
        }
    }
}
