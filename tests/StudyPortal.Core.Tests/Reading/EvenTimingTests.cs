using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Tests.Reading;

public sealed class EvenTimingTests
{
    [Theory]
    [InlineData(0, 25)]
    [InlineData(1, 25)]
    [InlineData(24, 25)]
    [InlineData(26, 50)]
    public async Task However_long_a_map_takes_to_decode_it_is_answered_at_the_same_moments(int takes, int answeredAt)
    {
        var clock = new FakeTimeProvider();
        var start = clock.GetTimestamp();

        var answer = EvenTiming.OfAsync(clock, () => DecodeAsync(clock, takes), TestContext.Current.CancellationToken);
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(answeredAt, clock.GetElapsedTime(start).TotalMilliseconds);
    }

    private static Task<int> DecodeAsync(FakeTimeProvider clock, int milliseconds)
    {
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(0);
    }
}
