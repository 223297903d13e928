using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>One rating, or its time, at its place in the reading.</summary>
/// <param name="Value">The residual, or the natural logarithm of the seconds.</param>
internal sealed record DriftPoint(string Reader, int Position, int Session, double Value)
{
    /// <summary>Null where no other reader rated the map.</summary>
    public static DriftPoint? OfRating(RatingFacts rating, RatingTable table) =>
        rating is { Score: { } score, Arm: { } arm } && table.MeanOfOthers(rating.Reader, RatingTable.CaseOf(rating), arm) is { } mean
            ? new DriftPoint(rating.Reader, rating.Position, rating.Session, score - mean)
            : null;

    /// <summary>Null where no time was recorded.</summary>
    public static DriftPoint? OfTime(RatingFacts rating) => rating.ActiveMilliseconds > 0
        ? new DriftPoint(rating.Reader, rating.Position, rating.Session, Math.Log(rating.ActiveMilliseconds / 1000.0))
        : null;
}
