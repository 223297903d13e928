namespace StudyPortal.Statistics.Mrmc;

/// <summary>Jackknife pseudovalues, arms x readers x cases, with all their margins. O(arms x readers x cases).</summary>
internal sealed class PseudovalueTable
{
    private readonly double[][][] values;

    public PseudovalueTable(MrmcSample sample)
    {
        values = Table(sample.Arms, arm => Table(sample.Readers, reader => sample[arm, reader].Pseudovalues()));
        ByArmAndReader = Table(Arms, arm => Table(Readers, reader => values[arm][reader].Average()));
        ByArmAndCase = Table(Arms, arm => Table(Cases, @case => values[arm].Average(row => row[@case])));
        ByReaderAndCase = Table(Readers, reader => Table(Cases, @case => values.Average(rows => rows[reader][@case])));
        ByArm = Array.ConvertAll(ByArmAndReader, row => row.Average());
        ByReader = Table(Readers, reader => ByArmAndReader.Average(row => row[reader]));
        ByCase = Table(Cases, @case => ByArmAndCase.Average(row => row[@case]));
        Grand = ByArm.Average();
    }

    public int Arms => values.Length;

    public int Readers => values[0].Length;

    public int Cases => values[0][0].Length;

    public double[][] ByArmAndReader { get; }

    public double[][] ByArmAndCase { get; }

    public double[][] ByReaderAndCase { get; }

    public double[] ByArm { get; }

    public double[] ByReader { get; }

    public double[] ByCase { get; }

    public double Grand { get; }

    /// <summary>What is left of each value after all margins.</summary>
    public IEnumerable<double> Residuals() =>
        from arm in Enumerable.Range(0, Arms)
        from reader in Enumerable.Range(0, Readers)
        from @case in Enumerable.Range(0, Cases)
        select ResidualUnder(arm, reader, @case) - ByReaderAndCase[reader][@case] + ByReader[reader] + ByCase[@case] - Grand;

    /// <summary>The interaction of reader and case under one arm.</summary>
    public double ResidualUnder(int arm, int reader, int @case) =>
        values[arm][reader][@case] - ByArmAndReader[arm][reader] - ByArmAndCase[arm][@case] + ByArm[arm];

    /// <summary>The interaction in a two-way table of means, given its margins.</summary>
    public static IEnumerable<double> Interaction(double[][] table, double[] rows, double[] columns, double grand) =>
        from row in Enumerable.Range(0, rows.Length)
        from column in Enumerable.Range(0, columns.Length)
        select table[row][column] - rows[row] - columns[column] + grand;

    private static T[] Table<T>(int size, Func<int, T> value) => [.. Enumerable.Range(0, size).Select(value)];
}
