namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// Whether readers change along the reading, from the ratings that enter the comparison of arms. A rating counts as its residual, the
/// rating minus the mean that the other readers gave the same map; a time as the natural logarithm of its seconds. A slope is that of least
/// squares, with the t interval.
/// </summary>
/// <param name="RatingPerHundredPlaces">Mean of the readers' slopes over position times 100, with the t interval over readers; as are those below.</param>
/// <param name="RatingPerSession">Over the number of the session.</param>
/// <param name="RatingLastMinusFirst">
/// Mean residual of a reader's last third of places minus that of the first third; thirds by count, rounded down.
/// </param>
/// <param name="TimePerHundredPlaces">Of the log seconds: 0.1 is some 10 % slower per hundred places.</param>
/// <param name="Sessions">In the order of their numbers.</param>
public sealed record DriftResults(
    Measured RatingPerHundredPlaces, Measured RatingPerSession, Measured RatingLastMinusFirst, Measured TimePerHundredPlaces, Measured TimePerSession,
    Measured TimeLastMinusFirst, IReadOnlyList<ReaderDrift> Readers, IReadOnlyList<SessionDrift> Sessions);

/// <summary>The same numbers of one reader.</summary>
/// <param name="Ratings">With a residual.</param>
/// <param name="Times">Recorded ones.</param>
public sealed record ReaderDrift(
    string Reader, int Ratings, Measured RatingPerHundredPlaces, Measured RatingPerSession, Measured RatingLastMinusFirst,
    int Times, Measured TimePerHundredPlaces, Measured TimePerSession, Measured TimeLastMinusFirst);

/// <param name="MeanResidual">Of all readers' ratings in their session of this number.</param>
/// <param name="MedianSeconds">Null without a recorded time.</param>
public sealed record SessionDrift(int Session, int Ratings, Measured MeanResidual, double? MedianSeconds);
