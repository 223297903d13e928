namespace StudyPortal.Core.Datasets;

/// <summary>How often labels occur, and how often two occur together.</summary>
/// <param name="Labels">In the order of the data set.</param>
/// <param name="Counts">Of every label in every split that has cases.</param>
/// <param name="Together">Cases in which both labels are positive, each pair once.</param>
public sealed record LabelStatistics(
    IReadOnlyList<string> Labels, IReadOnlyList<LabelCount> Counts, IReadOnlyDictionary<(string First, string Second), int> Together)
{
    /// <summary>Cases in which both are positive; of one label with itself, those in which it is.</summary>
    public int Both(string first, string second) => first == second
        ? Counts.Where(count => count.Label == first).Sum(count => count.Positive)
        : Together.GetValueOrDefault(string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first));

    /// <summary>With so many more, or fewer where they are below 0; nothing is said of a split or a pair that has no case left.</summary>
    internal LabelStatistics Plus(LabelStatistics more) => this with
    {
        Counts = InOrder(Labels, Counts.Concat(more.Counts).GroupBy(count => (count.Label, count.Split)).Select(same => same.Aggregate((one, other) => one.Plus(other))).Where(count => count.Cases > 0)),
        Together = Together.Concat(more.Together).GroupBy(pair => pair.Key).Select(same => (same.Key, Cases: same.Sum(pair => pair.Value))).Where(pair => pair.Cases > 0).ToDictionary(pair => pair.Key, pair => pair.Cases),
    };

    /// <summary>The counts by label, as the data set orders them, then by split.</summary>
    internal static IReadOnlyList<LabelCount> InOrder(IReadOnlyList<string> labels, IEnumerable<LabelCount> counts)
    {
        var order = labels.Index().ToDictionary(label => label.Item, label => label.Index);
        return [.. counts.OrderBy(count => order[count.Label]).ThenBy(count => count.Split)];
    }
}
