namespace StudyPortal.Statistics.Agreement;

/// <summary>How often the ratings of one case pair each lower value with each higher one, and how often each value occurs.</summary>
internal sealed class CaseCoincidences
{
    private readonly (int Cell, int Count)[] pairs;
    private readonly (int Value, int Count)[] counts;

    /// <param name="ratings">At least two, as positions among the values.</param>
    /// <param name="values">How many values there are.</param>
    /// <param name="table">Which of the tables of pairs they go to, each of values x values cells.</param>
    public CaseCoincidences(int[] ratings, int values, int table)
    {
        counts = [.. ratings.CountBy(rating => rating).OrderBy(count => count.Key).Select(count => (count.Key, count.Value))];
        pairs =
        [
            .. from low in counts
               from high in counts
               where low.Value < high.Value
               select ((((table * values) + low.Value) * values) + high.Value, low.Count * high.Count),
        ];
    }

    public void AddTo(int[] tables, int[] totals)
    {
        foreach (var (cell, count) in pairs) tables[cell] += count;
        foreach (var (value, count) in counts) totals[value] += count;
    }
}
