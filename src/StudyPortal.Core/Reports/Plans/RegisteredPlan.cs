using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Plans;

/// <summary>What the analysis of a study will be, written down before anybody read it; everything else in its report is exploratory.</summary>
/// <param name="Endpoint">The one comparison that the study is made for.</param>
/// <param name="Test">How it is tested.</param>
/// <param name="Question">Position of the question with a scale whose ratings are tested; null where the test takes the models' own scores.</param>
/// <param name="Pairs">The arms that are compared; empty = every arm with every later one, for a difference of ratings only.</param>
/// <param name="Margin">The loss of area that is still called no loss; null except for non-inferiority.</param>
/// <param name="Alpha">Of the two-sided tests and intervals; intervals have the coverage 1 - alpha. Non-inferiority is tested one-sided at alpha / 2.</param>
/// <param name="Correction">Over the pairs.</param>
/// <param name="BootstrapReplicates">Of every bootstrap interval.</param>
/// <param name="Seed">Of everything random in the analysis.</param>
public sealed record RegisteredPlan(
    PrimaryEndpoint Endpoint,
    PlannedTest Test,
    int? Question,
    IReadOnlyList<PlannedPair> Pairs,
    double? Margin = null,
    double Alpha = 0.05,
    PlannedCorrection Correction = PlannedCorrection.Holm,
    int BootstrapReplicates = RegisteredPlan.UsualReplicates,
    int Seed = RegisteredPlan.UsualSeed)
{
    public const int UsualReplicates = 10_000, UsualSeed = 4312;

    /// <summary>The choices that every number of the report shares.</summary>
    internal AnalysisPlan ToAnalysisPlan() => new(BootstrapReplicates, Seed, 1 - Alpha);
}

/// <summary>Two arms by their ordinals; differences are the first minus the second.</summary>
public sealed record PlannedPair(int First, int Second);

/// <summary>When a plan was registered, and the SHA-256 of its canonical JSON, which the audit log has too.</summary>
public sealed record PlanRegistration(DateTime AtUtc, string Sha256);

public enum PrimaryEndpoint
{
    /// <summary>The difference of two arms' mean ratings.</summary>
    RatingDifference,

    /// <summary>The area under the ROC curve of the first arm is not lower than that of the second by the margin or more.</summary>
    AreaNonInferiority,
}

public enum PlannedTest
{
    /// <summary>Signed-rank test of the means of each case over its readers.</summary>
    WilcoxonOnCaseMeans,

    /// <summary>Linear mixed model with crossed readers and cases.</summary>
    MixedModel,

    /// <summary>Obuchowski and Rockette's test of the readers' areas, their ratings being the scores.</summary>
    ObuchowskiRockette,

    /// <summary>DeLong's paired test of the areas of the models' own scores on clean images.</summary>
    DeLong,
}

public enum PlannedCorrection
{
    None,
    Holm,
    Bonferroni,
    BenjaminiHochberg,
}
