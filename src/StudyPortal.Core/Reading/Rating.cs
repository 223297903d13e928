namespace StudyPortal.Core.Reading;

/// <summary>A score from 0 to 5, or the statement that the map cannot be judged. 0 is a score; no rating at all is null.</summary>
public sealed record Rating
{
    private Rating(int? score) => Score = score;

    /// <summary>0..5; null for <see cref="CannotJudge"/>.</summary>
    public int? Score { get; }

    public bool IsCannotJudge => Score is null;

    public static Rating CannotJudge { get; } = new((int?)null);

    /// <exception cref="ArgumentOutOfRangeException">The score is not 0, 1, 2, 3, 4 or 5.</exception>
    public static Rating Scored(int score)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(score);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, 5);
        return new Rating(score);
    }
}
