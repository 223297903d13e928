namespace StudyPortal.Learning.Explanation.Belief;

internal static class RankCorrelation
{
    /// <summary>Spearman's rank correlation, ties at their mean rank; NaN when all values of one side are equal.</summary>
    public static double Spearman(float[] first, float[] second) => Pearson(Ranks(first), Ranks(second));

    private static double[] Ranks(float[] values)
    {
        float[] sorted = [.. values];
        int[] places = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, places);
        double[] ranks = new double[values.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }
            foreach (int place in places.AsSpan(start..end))
            {
                ranks[place] = (start + end - 1) / 2.0;
            }
        }
        return ranks;
    }

    private static double Pearson(double[] first, double[] second)
    {
        double middle = (first.Length - 1) / 2.0;
        double product = 0, firstSquares = 0, secondSquares = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double x = first[i] - middle, y = second[i] - middle;
            (product, firstSquares, secondSquares) = (product + (x * y), firstSquares + (x * x), secondSquares + (y * y));
        }
        return product / Math.Sqrt(firstSquares * secondSquares);
    }
}
