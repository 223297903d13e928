namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// Variance components of a win, or covariance components of the wins of two arms, by negatives, positives and readers and their
/// interactions (Barrett, Clarkson &amp; Kupinski; Gallas et al., Commun Stat Theory Methods 2009;38:2586, equation 19). One that the
/// design never meets is 0.
/// </summary>
public sealed record CaseReaderComponents(
    double Negative,
    double Positive,
    double NegativeByPositive,
    double Reader,
    double NegativeByReader,
    double PositiveByReader,
    double NegativeByPositiveByReader);
