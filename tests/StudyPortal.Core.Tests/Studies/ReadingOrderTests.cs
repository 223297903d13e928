using CsCheck;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Studies;

public sealed class ReadingOrderTests
{
    private static readonly Gen<(int Cases, int Arms, OrderPlan Plan, int Reader)> Orders =
        from cases in Gen.Int[1, 30]
        from arms in Gen.Int[1, 6]
        from seed in Gen.Int
        from distance in Gen.Int[1, 40]
        from repeats in Gen.Int[0, cases]
        from reader in Gen.Int[1, 12]
        select (cases, arms, new OrderPlan(seed, distance, repeats), reader);

    [Fact]
    public void Every_item_comes_once_and_repeats_come_after_their_first() => Orders.Sample(o =>
    {
        var order = ReadingOrder.For(o.Cases, o.Arms, o.Plan, o.Reader);
        var first = order.Where(p => !p.IsRepeat).Select(p => (p.Case, p.Arm)).ToList();
        var repeats = order.Where(p => p.IsRepeat).ToList();

        Assert.Equal(o.Cases * o.Arms, first.Distinct().Count());
        Assert.Equal(o.Cases * o.Arms, first.Count);
        Assert.Equal(o.Plan.Repeats, repeats.Count);
        Assert.Equal(repeats.Count, repeats.DistinctBy(p => p.Case).Count());
        Assert.All(order.Take(first.Count), p => Assert.False(p.IsRepeat));
    });

    [Fact]
    public void Two_maps_of_a_case_are_never_nearer_than_planned() => Orders.Sample(o =>
    {
        var order = ReadingOrder.For(o.Cases, o.Arms, o.Plan, o.Reader);
        var distance = Math.Min(o.Plan.MinimumDistance, o.Cases);
        var last = new Dictionary<int, int>();
        for (var place = 0; place < order.Count; place++)
        {
            if (last.TryGetValue(order[place].Case, out var before)) Assert.True(place - before >= distance, $"{before} and {place}");
            last[order[place].Case] = place;
        }
    });

    // An even square has each arm once in a column, an odd one (with its mirror) twice.
    [Fact]
    public void In_each_pass_the_arms_are_balanced() => Orders.Sample(o =>
    {
        var order = ReadingOrder.For(o.Cases, o.Arms, o.Plan, o.Reader);
        foreach (var pass in order.Where(p => !p.IsRepeat).Chunk(o.Cases))
        {
            var counts = Enumerable.Range(0, o.Arms).Select(arm => pass.Count(p => p.Arm == arm)).ToList();
            Assert.True(counts.Max() - counts.Min() <= (o.Arms % 2 == 0 ? 1 : 2), string.Join(",", counts));
        }
    });

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(4, 4)]
    [InlineData(5, 10)]
    public void Over_the_readers_of_one_square_a_case_has_each_arm_equally_often_in_each_pass(int arms, int readers)
    {
        const int cases = 7;
        var orders = Enumerable.Range(1, readers).Select(r => ReadingOrder.For(cases, arms, new OrderPlan(3, 2, 0), r)).ToList();

        for (var pass = 0; pass < arms; pass++)
            for (var c = 0; c < cases; c++)
            {
                var seen = orders.Select(o => o.Skip(pass * cases).Take(cases).Single(p => p.Case == c).Arm).CountBy(arm => arm).ToList();
                Assert.Equal(arms, seen.Count);
                Assert.All(seen, s => Assert.Equal(readers / arms, s.Value));
            }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void In_a_balanced_square_each_arm_follows_each_other_equally_often(int arms)
    {
        var pairs = BalancedLatinSquare.Rows(arms).SelectMany(row => row.Zip(row.Skip(1))).CountBy(pair => pair).ToList();

        Assert.Equal(arms * (arms - 1), pairs.Count);
        Assert.Single(pairs.Select(p => p.Value).Distinct());
    }

    [Fact]
    public void Readers_have_different_orders_and_a_reader_always_the_same()
    {
        var plan = new OrderPlan(42, 5, 2);
        var first = ReadingOrder.For(12, 3, plan, 1);

        Assert.Equal(first, ReadingOrder.For(12, 3, plan, 1));
        Assert.NotEqual(first, ReadingOrder.For(12, 3, plan, 2));
        Assert.NotEqual(first, ReadingOrder.For(12, 3, plan with { Seed = 43 }, 1));
    }
}
