namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The ROC areas of several models on the same cases. <paramref name="ChiSquare"/>, with <paramref name="Df"/> degrees of freedom, tests
/// that all of them are equal; it is undefined for one model and where the differences have no covariance to divide by.
/// </summary>
public sealed record PairedAreas(
    IReadOnlyList<AreaUnderCurve> Areas, IReadOnlyList<AreaPair> Pairs, Estimate ChiSquare, int Df, Estimate PValue);
