using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Results;

/// <summary>What loss of ROC area would matter, at which one-sided level it is tested, and between which arms.</summary>
/// <param name="Margin">Above 0.</param>
/// <param name="Alpha">One-sided.</param>
/// <param name="Pairs">Whether the first arm is not worse than the second; null = every later arm against the first of the study.</param>
internal sealed record NonInferiorityRule(double Margin, double Alpha, IReadOnlyList<PlannedPair>? Pairs = null)
{
    private const double UsualMargin = 0.05;

    /// <summary>Where nothing was registered: five points of area, at half of what the intervals leave out.</summary>
    public static NonInferiorityRule Usual(double confidence) => new(UsualMargin, Math.Round((1 - confidence) / 2, 12));

    /// <summary>As registered, where the plan is of this kind.</summary>
    public static NonInferiorityRule Of(AnalysisSet set) => set.Registered is { Endpoint: PrimaryEndpoint.AreaNonInferiority } plan
        ? new NonInferiorityRule(plan.Margin ?? UsualMargin, plan.Alpha / 2, PlannedArms.Of(plan, set.Arms))
        : Usual(set.Plan.Confidence);

    /// <summary>The pairs among these arms, in order.</summary>
    public IReadOnlyList<PlannedPair> Between(IReadOnlyList<int> arms) => Pairs is null
        ? [.. arms.Where(arm => arm != arms[0]).Select(arm => new PlannedPair(arm, arms[0]))]
        : [.. Pairs.Where(pair => arms.Contains(pair.First) && arms.Contains(pair.Second))];
}
