using System.Security.Cryptography;
using System.Text;
using CsCheck;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Studies;

public sealed class OrderAlgorithmTests
{
    private static readonly Gen<(OrderShape Shape, OrderPlan Plan, int Reader)> Orders =
        from kind in Gen.Bool.Select(latin => latin ? OrderKind.LatinSquare : OrderKind.Shuffle)
        from cases in Gen.Int[1, 24]
        from arms in Gen.Int[1, 5]
        from calibration in Gen.Int[0, 4]
        from controls in Gen.Int[0, cases]
        from repeats in Gen.Int[0, kind == OrderKind.LatinSquare ? cases : cases - controls]
        from distance in Gen.Int[1, controls > 0 && kind == OrderKind.LatinSquare ? LatinOrder.MostDistance(cases) : cases + 3]
        from seed in Gen.Int
        from reader in Gen.Int[1, 12]
        select (
            new OrderShape(cases, arms, calibration, [.. Controls(cases, controls, seed)]),
            new OrderPlan(seed, distance, repeats, kind, Controls: new ControlCounts(controls, 0, 0)), reader);

    // Orders of open studies: made once by the first version, and never to change.
    [Theory]
    [InlineData(12, 3, 42, 5, 2, 1, "822507610138e8de")]
    [InlineData(24, 3, 20211, 6, 4, 6, "ee15e7bdd06bf37e")]
    [InlineData(7, 4, -9, 40, 7, 3, "670f0125558dee1e")]
    public void The_first_algorithm_gives_the_orders_that_it_always_gave(int cases, int arms, int seed, int distance, int repeats, int reader, string hash)
    {
        var order = OrderAlgorithm.Order("latin-lag/1", new OrderShape(cases, arms, 0, []), new OrderPlan(seed, distance, repeats), reader);

        Assert.Equal(hash, Hash(order));
    }

    [Theory]
    [InlineData("latin-lag/2", OrderKind.LatinSquare, "30a08e60113d9f71")]
    [InlineData("shuffle-lag/1", OrderKind.Shuffle, "f4f830e0804456dc")]
    public void The_later_algorithms_give_the_orders_that_they_always_gave(string algorithm, OrderKind kind, string hash)
    {
        var shape = new OrderShape(12, 3, 2, [new ControlShape(3, 3), new ControlShape(7, 1)]);

        Assert.Equal(hash, Hash(OrderAlgorithm.Order(algorithm, shape, new OrderPlan(42, 5, 2, kind, Controls: new ControlCounts(1, 0, 1)), 1)));
    }

    [Fact]
    public void A_plan_without_anything_new_keeps_the_first_algorithm()
    {
        var plan = new OrderPlan(1, 2, 0, Sessions: 3);

        Assert.Equal("latin-lag/1", OrderAlgorithm.For(plan, new OrderShape(6, 2, 0, [])));
        Assert.Equal("latin-lag/2", OrderAlgorithm.For(plan, new OrderShape(6, 2, 1, [])));
        Assert.Equal("latin-lag/2", OrderAlgorithm.For(plan, new OrderShape(6, 2, 0, [new ControlShape(0, 0)])));
        Assert.Equal("shuffle-lag/1", OrderAlgorithm.For(plan with { Kind = OrderKind.Shuffle }, new OrderShape(6, 2, 0, [])));
    }

    [Fact]
    public void Every_map_and_control_comes_once_and_every_repeat_after_its_first() => Orders.Sample(o =>
    {
        var order = Make(o);

        Assert.Equal(o.Shape.Places(o.Plan), order.Count);
        Assert.Equal(o.Shape.Cases * o.Shape.Arms, order.Where(p => p.Purpose == SlotPurpose.Main).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, o.Shape.Controls.Count), order.Where(p => p.Purpose == SlotPurpose.Control).Select(p => p.Index).Order());
        Assert.All(order.Where(p => p.Purpose == SlotPurpose.Repeat), repeat =>
            Assert.True(order.IndexOf(repeat with { Purpose = SlotPurpose.Main }) is >= 0 and var first && first < order.IndexOf(repeat)));
        Assert.Equal(o.Plan.Repeats, order.Where(p => p.Purpose == SlotPurpose.Repeat).DistinctBy(p => p.Index).Count());
    });

    [Fact]
    public void No_image_is_shown_again_sooner_than_planned_controls_and_repeats_included() => Orders.Sample(o =>
    {
        var distance = Math.Min(o.Plan.MinimumDistance, o.Shape.Cases);
        var last = new Dictionary<int, int>();
        var images = Make(o).Where(p => p.Purpose != SlotPurpose.Calibration)
            .Select(p => p.Purpose == SlotPurpose.Control ? o.Shape.Controls[p.Index].Case : p.Index).ToList();
        for (var place = 0; place < images.Count; place++)
        {
            if (last.TryGetValue(images[place], out var before)) Assert.True(place - before >= distance, $"{before} and {place}, {o}");
            last[images[place]] = place;
        }
    });

    [Fact]
    public void The_calibration_block_comes_first_with_every_arm_and_is_the_same_for_every_reader() => Orders.Sample(o =>
    {
        var length = o.Shape.Calibration * o.Shape.Arms;
        var block = Make(o).Take(length).ToList();

        Assert.All(block, p => Assert.Equal(SlotPurpose.Calibration, p.Purpose));
        Assert.Equal(length, block.Distinct().Count());
        Assert.Equal(block, Make(o with { Reader = o.Reader + 1 }).Take(length));
        Assert.DoesNotContain(Make(o).Skip(length), p => p.Purpose == SlotPurpose.Calibration);
    });

    [Fact]
    public void Controls_leave_the_balance_of_the_passes_as_it_was() => Orders.Where(o => o.Plan.Kind == OrderKind.LatinSquare).Sample(o =>
    {
        foreach (var pass in Make(o).Where(p => p.Purpose == SlotPurpose.Main).Chunk(o.Shape.Cases))
        {
            var counts = Enumerable.Range(0, o.Shape.Arms).Select(arm => pass.Count(p => p.Arm == arm)).ToList();
            Assert.True(counts.Max() - counts.Min() <= (o.Shape.Arms % 2 == 0 ? 1 : 2), string.Join(",", counts));
        }
    });

    [Fact]
    public void A_reader_always_gets_the_same_order_and_another_reader_another() => Orders.Where(o => o.Shape.Cases * o.Shape.Arms > 12).Sample(o =>
    {
        Assert.Equal(Make(o), Make(o));
        Assert.NotEqual(Make(o), Make(o with { Reader = o.Reader + 1 }));
    });

    [Fact]
    public void Sessions_are_even_and_follow_one_another() => Gen.Select(Gen.Int[1, 400], Gen.Int[1, 12]).Where((places, sessions) => sessions <= places).Sample((places, sessions) =>
    {
        var plan = new OrderPlan(1, 1, 0, Sessions: sessions);
        var numbers = Enumerable.Range(0, places).Select(place => plan.SessionOf(place, places)).ToList();
        var sizes = numbers.CountBy(n => n).Select(s => s.Value).ToList();

        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(Enumerable.Range(1, sessions), numbers.Distinct());
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    });

    // Two cases with two arms each: 24 orders of the four maps.
    [Fact]
    public void Without_a_distance_every_order_of_a_shuffle_is_as_likely_as_another()
    {
        var shape = new OrderShape(2, 2, 0, []);
        var counts = Enumerable.Range(1, 2400)
            .CountBy(seed => string.Join(" ", OrderAlgorithm.Order("shuffle-lag/1", shape, new OrderPlan(seed, 1, 0, OrderKind.Shuffle), 1).Select(p => (p.Index, p.Arm))))
            .Select(c => c.Value).ToList();

        // Chi-squared with 23 degrees of freedom: 49.7 is its 99.9th percentile.
        Assert.Equal(24, counts.Count);
        Assert.True(counts.Sum(n => (n - 100.0) * (n - 100.0) / 100) < 49.7, string.Join(",", counts));
    }

    [Fact]
    public void Equal_numbers_are_kept_apart_even_where_only_few_sequences_do() => Gen.Select(Gen.Int[1, 8].List[1, 12], Gen.Int[1, 12], Gen.Int)
        .Where((counts, distance, _) => (counts.Max() - 1) * distance + counts.Count(c => c == counts.Max()) <= counts.Sum())
        .Sample((counts, distance, seed) =>
        {
            var sequence = SpacedShuffle.Of(counts, distance, new Random(seed));

            Assert.Equal(counts, Enumerable.Range(0, counts.Count).Select(n => sequence.Count(s => s == n)));
            Assert.All(Enumerable.Range(0, counts.Count), n =>
            {
                var places = Enumerable.Range(0, sequence.Length).Where(p => sequence[p] == n).ToList();
                Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= distance));
            });
        });

    private static string Hash(IEnumerable<OrderedPlace> order)
    {
        var text = string.Join(" ", order.Select(p => FormattableString.Invariant($"{p.Index}/{p.Arm}{Letter(p.Purpose)}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..16];
    }

    private static string Letter(SlotPurpose purpose) => purpose switch
    {
        SlotPurpose.Main => "",
        SlotPurpose.Repeat => "r",
        SlotPurpose.Calibration => "c",
        _ => "h",
    };

    private static List<OrderedPlace> Make((OrderShape Shape, OrderPlan Plan, int Reader) o) =>
        [.. OrderAlgorithm.Order(OrderAlgorithm.For(o.Plan, o.Shape), o.Shape, o.Plan, o.Reader)];

    private static IEnumerable<ControlShape> Controls(int cases, int count, int seed)
    {
        var shown = Enumerable.Range(0, cases).ToArray();
        new Random(seed).Shuffle(shown);
        return shown.Take(count).Select(c => new ControlShape(c, (c + 1) % cases));
    }
}
