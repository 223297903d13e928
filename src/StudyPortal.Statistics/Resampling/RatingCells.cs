namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// The ratings of one arm as two flat arrays, the value (0 where missing) and whether it is there (1 or 0), so that means over drawn cases
/// and readers run without a branch.
/// </summary>
internal sealed class RatingCells
{
    private readonly double[] values;
    private readonly int[] present;

    /// <param name="ratings">Cases in rows, readers in columns.</param>
    public RatingCells(RatingMatrix ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        (Cases, Readers) = (ratings.Rows, ratings.Columns);
        AllCases = [.. Enumerable.Range(0, Cases)];
        AllReaders = [.. Enumerable.Range(0, Readers)];
        values = new double[Cases * Readers];
        present = new int[values.Length];
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (ratings[cell / Readers, cell % Readers] is not { } rating) continue;

            values[cell] = rating;
            present[cell] = 1;
        }
    }

    public int Cases { get; }

    public int Readers { get; }

    public int[] AllCases { get; }

    public int[] AllReaders { get; }

    /// <summary>The mean of the ratings present in the drawn cases and readers, drawn twice counting twice; null when none is.</summary>
    public double? Mean(ReadOnlySpan<int> cases, ReadOnlySpan<int> readers)
    {
        var (sum, count) = (0.0, 0);
        foreach (var drawnCase in cases)
            Add(drawnCase, readers, ref sum, ref count);

        return count == 0 ? null : sum / count;
    }

    /// <summary>The mean of one case over the drawn readers; null when none of them rated it.</summary>
    public double? CaseMean(int drawnCase, ReadOnlySpan<int> readers)
    {
        var (sum, count) = (0.0, 0);
        Add(drawnCase, readers, ref sum, ref count);
        return count == 0 ? null : sum / count;
    }

    /// <summary>The mean of all ratings without those of each case in turn. O(cases x readers).</summary>
    public double?[] MeansWithoutEachCase() => MeansWithoutEach(Cases, cell => cell / Readers);

    /// <summary>The mean of all ratings without those of each reader in turn. O(cases x readers).</summary>
    public double?[] MeansWithoutEachReader() => MeansWithoutEach(Readers, cell => cell % Readers);

    private double?[] MeansWithoutEach(int units, Func<int, int> unitOf)
    {
        var (sums, counts) = (new double[units], new int[units]);
        for (var cell = 0; cell < values.Length; cell++)
        {
            sums[unitOf(cell)] += values[cell];
            counts[unitOf(cell)] += present[cell];
        }

        var (sum, count) = (sums.Sum(), counts.Sum());
        return [.. sums.Zip(counts, (ofUnit, ratings) => count == ratings ? (double?)null : (sum - ofUnit) / (count - ratings))];
    }

    private void Add(int drawnCase, ReadOnlySpan<int> readers, ref double sum, ref int count)
    {
        var row = drawnCase * Readers;
        foreach (var reader in readers)
        {
            sum += values[row + reader];
            count += present[row + reader];
        }
    }
}
