using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Results;

/// <summary>What of the report was planned before anybody read, and what was not.</summary>
/// <param name="Registered">Null where nothing was registered: then everything is exploratory.</param>
/// <param name="Statement">The same in words.</param>
/// <param name="Primary">The registered test, pair by pair; empty without a plan.</param>
/// <param name="Exploratory">Every other test and table of the report, in words.</param>
public sealed record PlannedResults(
    RegisteredPlan? Registered, PlanRegistration? Registration, string Statement, IReadOnlyList<PrimaryTest> Primary, IReadOnlyList<string> Exploratory);

/// <summary>The registered comparison of two arms.</summary>
/// <param name="Test">In words.</param>
/// <param name="Difference">
/// First minus second: of mean ratings with the interval of the plan's alpha, or of areas with the two-sided interval of coverage 1 - alpha.
/// </param>
/// <param name="Margin">Null except for non-inferiority.</param>
/// <param name="Alpha">Two-sided, or one-sided for non-inferiority.</param>
/// <param name="CorrectedPValue">By the registered correction, over the registered pairs.</param>
/// <param name="IsShown">The corrected p-value is below alpha; null where there is no test.</param>
public sealed record PrimaryTest(
    int First, int Second, string Test, Measured Difference, double? Margin, double Alpha, Measured PValue, double? CorrectedPValue, bool? IsShown);
