namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>The absolute values of one map and the mask of what it should point to; figures are NaN when either is empty.</summary>
internal sealed class MaskedMap
{
    private readonly float[] strength, mask;
    private readonly bool[] inside;
    private readonly int size;
    private readonly float largest;

    public MaskedMap(float[] strength, float[] mask, int size)
    {
        (this.strength, this.mask, this.size) = (strength, mask, size);
        inside = Array.ConvertAll(mask, share => share >= 0.5f);
        largest = strength.Max();
        Area = mask.Sum(share => (double)share) / mask.Length;
    }

    public double Area { get; }

    public double Mass => IsEmpty ? double.NaN : strength.Zip(mask, (value, share) => (double)value * share).Sum() / strength.Sum(value => (double)value);

    private bool IsEmpty => largest == 0 || !inside.Contains(true);

    public double Pointing(double tolerance)
    {
        if (IsEmpty)
        {
            return double.NaN;
        }
        int peak = Array.IndexOf(strength, largest);
        bool hit = Enumerable.Range(0, inside.Length).Any(pixel => inside[pixel]
            && Math.Pow((pixel / size) - (peak / size), 2) + Math.Pow((pixel % size) - (peak % size), 2) <= tolerance * tolerance);
        return hit ? 1 : 0;
    }

    public double Overlap(double threshold)
    {
        int both = 0, either = 0;
        for (int pixel = 0; pixel < inside.Length; pixel++)
        {
            bool reached = strength[pixel] >= threshold * largest;
            both += reached && inside[pixel] ? 1 : 0;
            either += reached || inside[pixel] ? 1 : 0;
        }
        return IsEmpty ? double.NaN : (double)both / either;
    }

    /// <summary>Precision at each distinct value times the recall gained there.</summary>
    public double AveragePrecision()
    {
        float[] weakness = Array.ConvertAll(strength, value => -value);
        bool[] found = [.. inside];
        Array.Sort(weakness, found);
        double sum = 0;
        for (int start = 0, end = 0, hits = 0; start < found.Length; start = end)
        {
            int before = hits;
            for (; end < found.Length && weakness[end] == weakness[start]; end++)
            {
                hits += found[end] ? 1 : 0;
            }
            sum += (hits - before) * ((double)hits / end);
        }
        return IsEmpty ? double.NaN : sum / inside.Count(pixel => pixel);
    }
}
