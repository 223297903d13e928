namespace StudyPortal.Statistics;

/// <summary>
/// Ratings, or scores, of the same cases by the same readers under each arm. A missing rating is null and never a number.
/// </summary>
public sealed class RatingCube
{
    private readonly double?[,,] ratings;

    /// <param name="ratings">Indexed by arm, reader and case.</param>
    public RatingCube(double?[,,] ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        this.ratings = (double?[,,])ratings.Clone();
        for (var arm = 0; arm < Arms; arm++)
        {
            for (var reader = 0; reader < Readers; reader++)
            {
                for (var @case = 0; @case < Cases; @case++)
                {
                    if (this[arm, reader, @case] is not { } rating || double.IsFinite(rating)) continue;

                    throw new ArgumentException(
                        $"Rating [{arm}, {reader}, {@case}] is {rating}: expected a finite number, or null for missing.", nameof(ratings));
                }
            }
        }
    }

    public int Arms => ratings.GetLength(0);

    public int Readers => ratings.GetLength(1);

    public int Cases => ratings.GetLength(2);

    public double? this[int arm, int reader, int @case] => ratings[arm, reader, @case];

    /// <summary>The ratings of one arm: cases in rows, readers in columns.</summary>
    public RatingMatrix Arm(int arm)
    {
        var matrix = new double?[Cases, Readers];
        for (var @case = 0; @case < Cases; @case++)
        {
            for (var reader = 0; reader < Readers; reader++)
                matrix[@case, reader] = ratings[arm, reader, @case];
        }

        return new RatingMatrix(matrix);
    }

    /// <summary>The cases that every reader rated under every arm, in order (listwise deletion), and how many were dropped.</summary>
    public RatingCube CompleteCases(out int dropped)
    {
        var complete = Enumerable.Range(0, Cases).Where(IsComplete).ToArray();
        dropped = Cases - complete.Length;
        var kept = new double?[Arms, Readers, complete.Length];
        for (var arm = 0; arm < Arms; arm++)
        {
            for (var reader = 0; reader < Readers; reader++)
            {
                for (var index = 0; index < complete.Length; index++)
                    kept[arm, reader, index] = ratings[arm, reader, complete[index]];
            }
        }

        return new RatingCube(kept);
    }

    private bool IsComplete(int @case) =>
        Enumerable.Range(0, Arms).All(arm => Enumerable.Range(0, Readers).All(reader => ratings[arm, reader, @case].HasValue));
}
