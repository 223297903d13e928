namespace StudyPortal.Core.Studies;

/// <summary>How each reader's order is made.</summary>
/// <param name="Seed">The same seed and items give the same orders.</param>
/// <param name="MinimumDistance">Places between two maps of the same case, at least; the number of cases where that is smaller.</param>
/// <param name="Repeats">Maps that each reader sees a second time, unannounced; at most one per case.</param>
public sealed record OrderPlan(int Seed, int MinimumDistance, int Repeats);
