namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Mean squares of the three interactions that a comparison of arms rests on, from a complete readers x cases x arms table with one
/// rating a cell; readers and cases are random, arms are fixed. No arm's mean can be had from them.
/// O(readers x cases x arms).
/// </summary>
public sealed record CrossedRatings(int Readers, int Cases, int Arms, double ReaderByArm, double CaseByArm, double Residual)
{
    /// <param name="ratings">Indexed by reader, case and arm; at least two of each.</param>
    public static CrossedRatings Of(double[,,] ratings)
    {
        var (readers, cases, arms) = (ratings.GetLength(0), ratings.GetLength(1), ratings.GetLength(2));
        if (readers < 2 || cases < 2 || arms < 2)
            throw new ArgumentException($"At least 2 readers, 2 cases and 2 arms are needed; there are {readers}, {cases} and {arms}.", nameof(ratings));

        var means = Means.Of(ratings);
        return new CrossedRatings(
            readers, cases, arms,
            cases * Interaction(means.OfReaderAndArm, means.OfReader, means.OfArm) / ((readers - 1) * (arms - 1)),
            readers * Interaction(means.OfCaseAndArm, means.OfCase, means.OfArm) / ((cases - 1) * (arms - 1)),
            Residuals(ratings, means) / ((readers - 1) * (cases - 1) * (arms - 1)));
    }

    private static double Residuals(double[,,] ratings, Means means)
    {
        var (sum, mean) = (0.0, means.OfArm.Average());
        Visit(ratings, (reader, shown, arm, rating) => sum += Square(
            rating - means.OfReaderAndCase[reader, shown] - means.OfReaderAndArm[reader, arm] - means.OfCaseAndArm[shown, arm]
            + means.OfReader[reader] + means.OfCase[shown] + means.OfArm[arm] - mean));
        return sum;
    }

    private static double Interaction(double[,] means, double[] rows, double[] columns)
    {
        var (sum, mean) = (0.0, rows.Average());
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns.Length; column++)
                sum += Square(means[row, column] - rows[row] - columns[column] + mean);
        return sum;
    }

    private static void Visit(double[,,] ratings, Action<int, int, int, double> visit)
    {
        for (var reader = 0; reader < ratings.GetLength(0); reader++)
            for (var shown = 0; shown < ratings.GetLength(1); shown++)
                for (var arm = 0; arm < ratings.GetLength(2); arm++)
                    visit(reader, shown, arm, ratings[reader, shown, arm]);
    }

    private static double Square(double x) => x * x;

    private sealed record Means(double[,] OfReaderAndCase, double[,] OfReaderAndArm, double[,] OfCaseAndArm)
    {
        public double[] OfReader { get; } = Rows(OfReaderAndArm);

        public double[] OfCase { get; } = Rows(OfCaseAndArm);

        public double[] OfArm { get; } = Columns(OfReaderAndArm);

        public static Means Of(double[,,] ratings)
        {
            var (readers, cases, arms) = (ratings.GetLength(0), ratings.GetLength(1), ratings.GetLength(2));
            var (ofReaderAndCase, ofReaderAndArm, ofCaseAndArm) = (new double[readers, cases], new double[readers, arms], new double[cases, arms]);
            Visit(ratings, (reader, shown, arm, rating) =>
            {
                ofReaderAndCase[reader, shown] += rating / arms;
                ofReaderAndArm[reader, arm] += rating / cases;
                ofCaseAndArm[shown, arm] += rating / readers;
            });
            return new Means(ofReaderAndCase, ofReaderAndArm, ofCaseAndArm);
        }

        private static double[] Rows(double[,] table) =>
            [.. Enumerable.Range(0, table.GetLength(0)).Select(row => Enumerable.Range(0, table.GetLength(1)).Average(column => table[row, column]))];

        private static double[] Columns(double[,] table) =>
            [.. Enumerable.Range(0, table.GetLength(1)).Select(column => Enumerable.Range(0, table.GetLength(0)).Average(row => table[row, column]))];
    }
}
