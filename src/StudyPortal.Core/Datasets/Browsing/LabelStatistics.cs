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
}
