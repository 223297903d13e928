namespace StudyPortal.MethodBenchmark;

/// <summary>Mean over the lesions of drawn cases; a case brings all its lesions.</summary>
internal sealed class CaseMeans
{
    private readonly double[] sums;
    private readonly int[] counts;

    /// <param name="values">One per lesion; NaN is left out.</param>
    /// <param name="lesions">Whose they are.</param>
    /// <param name="cases">How many there are in all.</param>
    public CaseMeans(double[] values, IReadOnlyList<Lesion> lesions, int cases)
    {
        (sums, counts) = (new double[cases], new int[cases]);
        foreach ((double value, Lesion lesion) in values.Zip(lesions).Where(pair => !double.IsNaN(pair.First)))
        {
            sums[lesion.Case] += value;
            counts[lesion.Case]++;
        }
    }

    public double? Of(int[] cases)
    {
        int count = cases.Sum(drawn => counts[drawn]);
        return count == 0 ? null : cases.Sum(drawn => sums[drawn]) / count;
    }
}
