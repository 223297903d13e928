using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reports;

/// <summary>Reports for the page, computed without a portal.</summary>
internal static class ReportExample
{
    /// <summary>Where a report names them, a page shows them in the order of its sections.</summary>
    public static IReadOnlyList<string> Stems { get; } =
    [
        "ratings", "differences", "agreement", "bland-altman_R1_R2", "mass", "drift", "time",
        "ratings_q2", "differences_q2", "agreement_q2", "bland-altman_R1_R3_q2", "mass_q2", "drift_q2",
        "roc_Mass", "pr_Mass", "calibration_Mass", "auc-differences_Mass", "non-inferiority_Mass", "roc_Mass_pgd10_eps0.01", "robustness",
        "roc_Mass_external1", "pr_Mass_external1", "calibration_Mass_external1", "auc-differences_Mass_external1", "non-inferiority_Mass_external1",
    ];

    /// <summary>Two rated questions and one of marks, repeats, controls, truth, attacks, another data set, a registered plan.</summary>
    public static ReportDetails Full { get; } = Of(FullSet());

    /// <summary>The same made by a version that knew nothing of what came later.</summary>
    public static ReportDetails Old { get; } = Full with { Results = Before(Full.Results) };

    /// <summary>A study that nobody rated, of models that were never tested.</summary>
    public static ReportDetails Empty { get; } = Of(FullSet() with { Ratings = [], Evaluations = [], Overlaps = [], Readers = ["R1", "R2"], Registered = null, Registration = null });

    /// <summary>One reader who gave every map the same rating.</summary>
    public static ReportDetails Constant { get; } = Of(OneReader());

    private static ReportDetails Of(AnalysisSet set) => new(
        ReportId.New(), DateTime.UnixEpoch, BlobHash.Of([1]), BlobHash.Of([2]), set, ComputeResults.From(set, BlobHash.Of([1]), CancellationToken.None),
        [new("ratings.csv", "every rating"), .. Figures]);

    private static IEnumerable<ReportFileName> Figures =>
        from stem in Stems from ending in (string[])["svg", "pdf", "png"] select new ReportFileName($"{stem}.{ending}", $"figure {stem}");

    private static AnalysisSet FullSet()
    {
        var set = new SyntheticSet(3, 3, 20, 3) { Missing = 0.1 }.Build(new AnalysisPlan(20));
        var plan = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [new PlannedPair(2, 0)], BootstrapReplicates: 20);
        return set with
        {
            Study = set.Study with
            {
                Questions = [.. set.Study.Questions, set.Study.Questions[0] with { Position = 2, Prompt = "How sure?" }, new(3, "Where?", ["Finding"], QuestionFacts.Marks, Step: ReadingStep.ImageAlone)],
            },
            Items = [.. set.Items.Select(item => item.Control is null ? item with { Truth = item.Case % 2 == 0, Outcome = item.Case % 2 == 0 ? ModelOutcome.TP : ModelOutcome.TN, Modality = "DX" } : item)],
            Ratings = [.. set.Ratings, .. set.Ratings.Select(rating => rating with { Question = 2 })],
            Evaluations =
            [
                .. set.Evaluations, .. set.Evaluations.Select(evaluation => evaluation with { Epsilon = 0.01, Steps = 10 }),
                .. set.Evaluations.Select(evaluation => evaluation with { Dataset = "Other hospital" }),
            ],
            Overlaps = [.. set.Ratings.Where(rating => rating.IsMain).Select(rating => new OverlapFacts(
                rating.Reader, rating.Case, rating.TargetLabel, rating.Arm, 3, rating.Position, SlotPurpose.Main, null, false, 1, 0.3, 0.1, true, 0.2 + (0.01 * rating.Case)))],
            Participants = [.. set.Readers.Select(reader => new ReaderFacts(reader, DateTime.UnixEpoch, null, 60, 60, DateTime.UnixEpoch, DateTime.UnixEpoch, DateTime.UnixEpoch))],
            Registered = plan,
            Registration = new PlanRegistration(DateTime.UnixEpoch, "0123abcd"),
        };
    }

    private static AnalysisSet OneReader()
    {
        var set = new SyntheticSet(1, 2, 8, 3).Build(new AnalysisPlan(20));
        return set with { Ratings = [.. set.Ratings.Select(rating => rating with { Score = 2, ActiveMilliseconds = 0 })] };
    }

    private static ReportResults Before(ReportResults now) => now with
    {
        Questions = [.. now.Questions.Select(question => new QuestionResults(
            question.Question, question.Prompt, question.Scale, question.Readers,
            question.Arms, question.Agreement, question.Friedman, question.FriedmanByReader,
            [.. question.Comparisons.Select(pair => new ArmComparison(pair.First, pair.Second, pair.Cases, pair.Difference, pair.PValue, pair.HolmPValue, pair.RankBiserial, pair.HodgesLehmann))]))],
        Classification = [.. now.Classification.Select(condition => new ConditionResults(
            condition.Condition,
            [.. condition.Models.Select(model => model with { Micro = null, Labels = [.. model.Labels.Select(label => label with { Details = null })] })],
            [.. condition.Comparisons.Select(pair => pair with { Bootstrap = null })]))],
        Overlaps = null, Robustness = null, External = null, Mrmc = null, Strata = null, Relations = null, Flow = null, Planned = null, Methods = null, Limitations = null,
    };
}
