namespace StudyPortal.Core.Studies;

/// <summary>
/// The passes of <see cref="ReadingOrder"/> with each control put in at random, as far from its case's maps as these are from one
/// another, and the repeats after them.
/// </summary>
internal static class LatinOrder
{
    /// <summary>
    /// Up to here a place for a control always exists: a case that has none before its first or after its last map has two maps
    /// more than a pass apart.
    /// </summary>
    public static int MostDistance(int cases) => Math.Max(1, cases / 2);

    public static IReadOnlyList<OrderedPlace> For(OrderShape shape, OrderPlan plan, int reader)
    {
        var random = new Random(StableSeed.Of(plan.Seed, FormattableString.Invariant($"hidden from reader {reader}")));
        var distance = Math.Clamp(plan.MinimumDistance, 1, shape.Cases);
        var order = ReadingOrder.For(shape.Cases, shape.Arms, plan with { Repeats = 0 }, reader).Select(OrderAlgorithm.Place).ToList();
        var controls = Enumerable.Range(0, shape.Controls.Count).ToArray();
        random.Shuffle(controls);
        foreach (var control in controls) Hide(order, shape, control, distance, random);
        AddRepeats(order, shape, plan, distance, reader, random);
        return order;
    }

    /// <summary>Where possible also far from the maps that the control's own map is one of.</summary>
    private static void Hide(List<OrderedPlace> order, OrderShape shape, int control, int distance, Random random)
    {
        var (shown, source) = shape.Controls[control];
        var far = Enumerable.Range(0, order.Count + 1).Where(at => IsFar(order, shape, shown, at, distance)).ToList();
        var farther = far.Where(at => IsFar(order, shape, source, at, distance)).ToList();
        var places = farther.Count > 0 ? farther : far;
        order.Insert(places[random.Next(places.Count)], new OrderedPlace(SlotPurpose.Control, control, Arm: 0));
    }

    private static bool IsFar(List<OrderedPlace> order, OrderShape shape, int shown, int at, int distance) =>
        Enumerable.Range(Math.Max(0, at - distance + 1), distance + distance - 2)
            .TakeWhile(place => place < Math.Min(order.Count, at + distance - 1))
            .All(place => CaseOf(order[place], shape) != shown);

    private static int CaseOf(OrderedPlace place, OrderShape shape) => place.Purpose == SlotPurpose.Control ? shape.Controls[place.Index].Case : place.Index;

    /// <summary>The last places before a repeat show fewer cases than the distance, so one that may be repeated is always left.</summary>
    private static void AddRepeats(List<OrderedPlace> order, OrderShape shape, OrderPlan plan, int distance, int reader, Random random)
    {
        var left = Enumerable.Range(0, shape.Cases).ToList();
        for (var number = 0; number < Math.Min(plan.Repeats, shape.Cases); number++)
        {
            var near = order.TakeLast(distance - 1).Select(place => CaseOf(place, shape)).ToHashSet();
            var far = left.Where(c => !near.Contains(c)).ToList();
            var repeated = far[random.Next(far.Count)];
            left.Remove(repeated);
            order.Add(new OrderedPlace(SlotPurpose.Repeat, repeated, (number + reader) % shape.Arms));
        }
    }
}
