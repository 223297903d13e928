namespace StudyPortal.Core.Studies;

/// <summary>
/// All maps, controls and repeats of one reader in one shuffle that keeps the showings of a case apart. Which of a case's maps
/// comes first is drawn for each reader and case anew; a repeat comes after its first showing.
/// </summary>
internal static class ShuffledOrder
{
    public static IReadOnlyList<OrderedPlace> For(OrderShape shape, OrderPlan plan, int reader)
    {
        var random = new Random(StableSeed.Of(plan.Seed, FormattableString.Invariant($"shuffle of reader {reader}")));
        var showings = Showings(shape, plan, random);
        var order = SpacedShuffle.Of([.. showings.Select(s => s.Count)], Math.Clamp(plan.MinimumDistance, 1, shape.Cases), random);
        return [.. order.Select(c => showings[c].Dequeue())];
    }

    /// <summary>By case, each in the order of its showings.</summary>
    private static Queue<OrderedPlace>[] Showings(OrderShape shape, OrderPlan plan, Random random)
    {
        var controls = shape.Controls.Select((control, index) => (control.Case, index)).ToDictionary(c => c.Case, c => c.index);
        var free = Enumerable.Range(0, shape.Cases).Where(c => !controls.ContainsKey(c)).ToArray();
        random.Shuffle(free);
        var repeated = free.Take(plan.Repeats).ToHashSet();
        return [.. Enumerable.Range(0, shape.Cases).Select(c =>
        {
            var places = Enumerable.Range(0, shape.Arms).Select(arm => new OrderedPlace(SlotPurpose.Main, c, arm)).ToList();
            if (controls.TryGetValue(c, out var control)) places.Add(new OrderedPlace(SlotPurpose.Control, control, Arm: 0));
            if (repeated.Contains(c)) places.Add(new OrderedPlace(SlotPurpose.Repeat, c, random.Next(shape.Arms)));
            return new Queue<OrderedPlace>(FirstBeforeRepeat(places, random));
        })];
    }

    private static OrderedPlace[] FirstBeforeRepeat(List<OrderedPlace> places, Random random)
    {
        var mixed = places.ToArray();
        random.Shuffle(mixed);
        var repeat = Array.FindIndex(mixed, p => p.Purpose == SlotPurpose.Repeat);
        if (repeat < 0) return mixed;
        var first = Array.FindIndex(mixed, p => p.Purpose == SlotPurpose.Main && p.Arm == mixed[repeat].Arm);
        if (first > repeat) (mixed[first], mixed[repeat]) = (mixed[repeat], mixed[first]);
        return mixed;
    }
}
