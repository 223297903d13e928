namespace StudyPortal.Core.Studies;

/// <summary>The ways to make an order, by the names that are stored with studies. A name's orders never change.</summary>
internal static class OrderAlgorithm
{
    public const string LatinWithControls = "latin-lag/2", Shuffled = "shuffle-lag/1";

    /// <summary>For a new study; a plan that the first algorithm can serve keeps it.</summary>
    public static string For(OrderPlan plan, OrderShape shape) => (plan.Kind, shape) switch
    {
        (OrderKind.Shuffle, _) => Shuffled,
        (_, { Calibration: 0, Controls.Count: 0 }) => ReadingOrder.Algorithm,
        _ => LatinWithControls,
    };

    /// <param name="name">As stored with the study.</param>
    /// <param name="shape">What there is to order.</param>
    /// <param name="plan">Seed, distance and repeats.</param>
    /// <param name="reader">The reader's number, from 1.</param>
    /// <exception cref="NotSupportedException">A later version of the portal made this study.</exception>
    public static IReadOnlyList<OrderedPlace> Order(string name, OrderShape shape, OrderPlan plan, int reader) => name switch
    {
        ReadingOrder.Algorithm => [.. ReadingOrder.For(shape.Cases, shape.Arms, plan, reader).Select(Place)],
        LatinWithControls => [.. Calibration(shape, plan), .. LatinOrder.For(shape, plan, reader)],
        Shuffled => [.. Calibration(shape, plan), .. ShuffledOrder.For(shape, plan, reader)],
        _ => throw new NotSupportedException($"This version cannot make orders by '{name}'."),
    };

    internal static OrderedPlace Place(OrderedItem item) => new(item.IsRepeat ? SlotPurpose.Repeat : SlotPurpose.Main, item.Case, item.Arm);

    /// <summary>The same for every reader.</summary>
    private static IEnumerable<OrderedPlace> Calibration(OrderShape shape, OrderPlan plan) => shape.Calibration == 0
        ? []
        : ReadingOrder.For(shape.Calibration, shape.Arms, new OrderPlan(StableSeed.Of(plan.Seed, "calibration"), plan.MinimumDistance, Repeats: 0), reader: 0)
            .Select(item => new OrderedPlace(SlotPurpose.Calibration, item.Case, item.Arm));
}
