namespace StudyPortal.Statistics;

internal static class Ranks
{
    /// <summary>Ranks from 1; ties share the mean of their ranks. O(n log n).</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        foreach (var (first, ties) in TieGroups(values))
        {
            foreach (var index in ties)
                ranks[index] = first + ((ties.Count - 1) / 2.0);
        }

        return ranks;
    }

    /// <summary>Sum of t^3 - t over the groups of t tied values.</summary>
    public static double TieSum(IReadOnlyList<double> values) =>
        TieGroups(values).Sum(group => Math.Pow(group.Members.Count, 3) - group.Members.Count);

    private static IEnumerable<(int FirstRank, List<int> Members)> TieGroups(IReadOnlyList<double> values)
    {
        var rank = 1;
        foreach (var group in Enumerable.Range(0, values.Count).GroupBy(index => values[index]).OrderBy(group => group.Key))
        {
            var members = group.ToList();
            yield return (rank, members);
            rank += members.Count;
        }
    }
}
