namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Mean squares of a complete cases x readers table with one rating a cell (McGraw &amp; Wong, Psychol Methods 1996;1:30). Sums of squares
/// no larger than rounding noise are 0. O(cases x readers).
/// </summary>
public sealed record TwoWayAnova(
    int Cases, int Readers, double BetweenCases, double BetweenReaders, double Residual, double WithinCases)
{
    public int CasesDf => Cases - 1;

    public int ReadersDf => Readers - 1;

    public int ResidualDf => (Cases - 1) * (Readers - 1);

    public int WithinDf => Cases * (Readers - 1);

    /// <param name="rows">At least two rows of at least two ratings, all of one length.</param>
    internal static TwoWayAnova Of(double[][] rows)
    {
        var (cases, readers) = (rows.Length, rows[0].Length);
        var grand = rows.Average(row => row.Average());
        var caseEffects = rows.Select(row => row.Average() - grand).ToArray();
        var readerEffects = Enumerable.Range(0, readers).Select(reader => rows.Average(row => row[reader]) - grand).ToArray();
        var residuals = rows.SelectMany(
            (row, index) => row.Select((rating, reader) => rating - grand - caseEffects[index] - readerEffects[reader])).ToArray();

        var noise = rows.Max(row => row.Max(Math.Abs)) * 1e-14;
        var betweenCases = readers * SumOfSquares(caseEffects, noise);
        var betweenReaders = cases * SumOfSquares(readerEffects, noise);
        var residual = SumOfSquares(residuals, noise);
        return new TwoWayAnova(
            cases,
            readers,
            betweenCases / (cases - 1),
            betweenReaders / (readers - 1),
            residual / ((cases - 1) * (readers - 1)),
            (betweenReaders + residual) / (cases * (readers - 1)));
    }

    private static double SumOfSquares(double[] effects, double noise) =>
        effects.All(effect => Math.Abs(effect) <= noise) ? 0 : effects.Sum(effect => effect * effect);
}
