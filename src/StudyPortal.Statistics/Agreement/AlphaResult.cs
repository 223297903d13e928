namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha with the disagreements it is made of: <paramref name="Units"/> cases have two ratings or more, with
/// <paramref name="PairableValues"/> ratings together.
/// </summary>
public sealed record AlphaResult(Estimate Alpha, double ObservedDisagreement, double ExpectedDisagreement, int Units, int PairableValues);
