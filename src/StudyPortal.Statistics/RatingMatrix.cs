namespace StudyPortal.Statistics;

/// <summary>
/// Ratings of the same cases (rows; "units", "blocks") by the same readers or under the same arms (columns).
/// A missing rating is null and never a number.
/// </summary>
public sealed class RatingMatrix
{
    private readonly double?[,] ratings;

    public RatingMatrix(double?[,] ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        this.ratings = (double?[,])ratings.Clone();
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (this[row, column] is not { } rating || double.IsFinite(rating)) continue;

                throw new ArgumentException(
                    $"Rating [{row}, {column}] is {rating}: expected a finite number, or null for missing.", nameof(ratings));
            }
        }
    }

    public int Rows => ratings.GetLength(0);

    public int Columns => ratings.GetLength(1);

    public double? this[int row, int column] => ratings[row, column];

    public static RatingMatrix FromRows(IReadOnlyList<IReadOnlyList<double?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Count == 0 ? 0 : rows[0].Count;
        var ratings = new double?[rows.Count, columns];
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Count != columns)
                throw new ArgumentException($"Row {row} has {rows[row].Count} ratings: expected {columns}, as in row 0.", nameof(rows));

            for (var column = 0; column < columns; column++)
                ratings[row, column] = rows[row][column];
        }

        return new RatingMatrix(ratings);
    }

    /// <summary>The ratings present in one row, in column order.</summary>
    public IEnumerable<double> Present(int row) =>
        Enumerable.Range(0, Columns).Select(column => ratings[row, column]).OfType<double>();

    /// <summary>The rows without a missing rating (listwise deletion), in order; without columns there is none.</summary>
    internal double[][] CompleteRows() =>
        [.. Enumerable.Range(0, Rows).Select(row => Present(row).ToArray()).Where(row => row.Length > 0 && row.Length == Columns)];
}
