namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The differences of all pairs of arms for one reader over samples of cases: standard error sqrt(2 (Error - Cov1)) with this reader's own
/// moments averaged over the arms, normal distribution. Empty where readers are nested in arms, or there is one arm.
/// </summary>
public sealed record ReaderDifferences(int Reader, IReadOnlyList<ArmPair> Pairs);
