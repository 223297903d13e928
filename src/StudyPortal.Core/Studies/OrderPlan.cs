namespace StudyPortal.Core.Studies;

/// <summary>How each reader's order is made.</summary>
/// <param name="Seed">The same seed and items give the same orders.</param>
/// <param name="MinimumDistance">Places between two maps of the same case, at least; the number of cases where that is smaller.</param>
/// <param name="Repeats">Maps that each reader sees a second time, unannounced; at most one per case.</param>
/// <param name="Kind">How the maps are mixed.</param>
/// <param name="Sessions">Sittings; the places are divided evenly among them.</param>
/// <param name="Controls">Maps that are known to explain nothing, hidden among the others.</param>
public sealed record OrderPlan(
    int Seed, int MinimumDistance, int Repeats, OrderKind Kind = OrderKind.LatinSquare, int Sessions = 1, ControlCounts Controls = default)
{
    /// <summary>The session, from 1, of a place, from 0, among all the places of a reader.</summary>
    internal int SessionOf(int place, int places) => (int)((long)place * Sessions / places) + 1;
}

public enum OrderKind
{
    /// <summary>One pass per arm over all cases; which arm a case has in which pass is balanced by a Latin square.</summary>
    LatinSquare,

    /// <summary>All maps in one shuffle, another for each reader.</summary>
    Shuffle,
}
