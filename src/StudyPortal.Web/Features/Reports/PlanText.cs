using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Web.Features.Reports.Numbers;

namespace StudyPortal.Web.Features.Reports;

/// <summary>The choices of a report's analysis in words.</summary>
internal static class PlanText
{
    /// <summary>For the head of a column: "95 % CI".</summary>
    public static string Coverage(ReportResults results) => Coverage(results.Plan.Confidence);

    public static string Coverage(double confidence) => $"{NumberText.Percent(confidence)}\u00a0CI";

    /// <summary>For the head of a column: "p, Holm".</summary>
    public static string CorrectedP(ReportResults results) => CorrectionOf(results) switch
    {
        PlannedCorrection.None => "p, uncorrected",
        var correction => "p, " + Correction(correction),
    };

    public static string Correction(PlannedCorrection correction) => correction switch
    {
        PlannedCorrection.None => "none",
        PlannedCorrection.BenjaminiHochberg => "Benjamini-Hochberg",
        _ => correction.ToString(),
    };

    public static string Test(PlannedTest test) => test switch
    {
        PlannedTest.WilcoxonOnCaseMeans => "Wilcoxon signed-rank test of case means",
        PlannedTest.MixedModel => "linear mixed model, readers and cases crossed",
        PlannedTest.ObuchowskiRockette => "Obuchowski-Rockette, areas of the readers' ratings",
        _ => "DeLong, areas of the models' scores",
    };

    public static string Endpoint(PrimaryEndpoint endpoint) =>
        endpoint == PrimaryEndpoint.RatingDifference ? "difference of mean ratings" : "no loss of ROC area (non-inferiority)";

    public static string Pairs(RegisteredPlan plan, IReadOnlyList<ArmFacts> arms) => plan.Pairs.Count == 0
        ? "every model with every other"
        : string.Join("; ", plan.Pairs.Select(pair => $"{Name(pair.First, arms)}{(plan.Margin is null ? " − " : " no worse than ")}{Name(pair.Second, arms)}"));

    private static string Name(int arm, IReadOnlyList<ArmFacts> arms) => arms.Single(each => each.Ordinal == arm).Model;

    private static PlannedCorrection CorrectionOf(ReportResults results) => results.Planned?.Registered?.Correction ?? PlannedCorrection.Holm;
}
