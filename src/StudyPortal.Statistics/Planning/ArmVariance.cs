namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Variance components of one rating that do not cancel when two arms are compared in a fully crossed study: reader x arm, case x arm,
/// and what is left (reader x case x arm with the reader's own inconsistency).
/// </summary>
public sealed record ArmVariance(double ReaderByArm, double CaseByArm, double Residual)
{
    /// <summary>
    /// By the method of moments: E[MS(reader x arm)] = residual + cases * component, E[MS(case x arm)] = residual + readers * component
    /// (Searle, Casella &amp; McCulloch 1992, section 4.3). A negative estimate is 0. O(1).
    /// </summary>
    public static ArmVariance Of(CrossedRatings pilot) => new(
        Math.Max(0, (pilot.ReaderByArm - pilot.Residual) / pilot.Cases),
        Math.Max(0, (pilot.CaseByArm - pilot.Residual) / pilot.Readers),
        pilot.Residual);
}
