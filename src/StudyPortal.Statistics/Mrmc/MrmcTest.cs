namespace StudyPortal.Statistics.Mrmc;

/// <summary>One test that all arms have the same mean area, with every pair of arms and every arm under the same assumptions.</summary>
/// <param name="Statistic">F, or chi-square where Df2 is null.</param>
/// <param name="Df1">Arms - 1.</param>
/// <param name="Df2">Denominator degrees of freedom of F, not whole and possibly infinite; null for chi-square and where there is no test.</param>
/// <param name="PValue">Upper tail.</param>
/// <param name="Denominator">What the mean square of the arms is divided by.</param>
/// <param name="Pairs">First arm before second; empty where no area is defined.</param>
/// <param name="Arms">In order.</param>
public sealed record MrmcTest(
    Estimate Statistic,
    int Df1,
    double? Df2,
    Estimate PValue,
    Estimate Denominator,
    IReadOnlyList<ArmPair> Pairs,
    IReadOnlyList<ArmMean> Arms)
{
    internal static MrmcTest Undefined(int arms, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new MrmcTest(
            undefined, arms - 1, null, undefined, undefined, [], [.. Enumerable.Range(0, arms).Select(arm => ArmMean.Undefined(arm, reason))]);
    }
}
