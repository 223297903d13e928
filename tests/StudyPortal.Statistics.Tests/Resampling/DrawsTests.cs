using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Tests.Resampling;

public sealed class DrawsTests
{
    [Fact]
    public void A_shuffle_gives_every_order_equally_often()
    {
        const int draws = 60_000;
        var orders = Enumerable.Range(0, draws).Select(Shuffled).CountBy(order => order).ToList();

        Assert.Equal(24, orders.Count);
        var chiSquare = orders.Sum(order => Math.Pow(order.Value - (draws / 24.0), 2) / (draws / 24.0));
        Assert.True(Distributions.ChiSquareUpper(chiSquare, 23) > 0.001, $"chi-square {chiSquare}");

        static string Shuffled(int replicate)
        {
            int[] items = [0, 1, 2, 3];
            new Draws(seed: 5, replicate).Shuffle(items);
            return string.Join(' ', items);
        }
    }

    /// <summary>Each of the 64 coins falls on 1 half of the time: within five standard deviations.</summary>
    [Fact]
    public void Every_bit_is_a_fair_coin()
    {
        const int draws = 20_000;
        var words = Enumerable.Range(0, draws).Select(replicate => new Draws(seed: 6, replicate).Bits()).ToList();

        Assert.All(Enumerable.Range(0, 64), bit =>
            Assert.Equal(draws / 2, words.Count(word => ((word >> bit) & 1) == 1), 2.5 * Math.Sqrt(draws)));
    }
}
